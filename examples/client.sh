#!/usr/bin/env bash
# Walks the ten endpoints against a running service, such as that of `./journeyman demo`:
#
#   JOURNEYMAN_TOKEN=$(./journeyman token) examples/client.sh "What is to be done"
#
# It approves and rolls back the task it hands in, and asks before each. `--yes` does not ask.
set -euo pipefail

url=${JOURNEYMAN_URL:-http://127.0.0.1:4002}
api=$url/api/autonomous
token=${JOURNEYMAN_TOKEN:?set it to a token; ./journeyman token prints one}

assume_yes=false
if [[ ${1:-} == --yes ]]; then
  assume_yes=true
  shift
fi
task=${1:-Add a file NOTES.md that says in one paragraph what this repository is for.}

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  bold=$'\e[1m' green=$'\e[32m' red=$'\e[31m' off=$'\e[0m'
else
  bold='' green='' red='' off=''
  # Before 1.7 jq colours what goes to a terminal, whatever NO_COLOR says.
  jq() { command jq -M "$@"; }
fi

heading() { printf '\n%s%s%s\n' "$bold" "$*" "$off"; }

# The token goes through a file descriptor: arguments are visible to other users of the machine.
request() {
  curl -sS -H @<(printf 'Authorization: Bearer %s\n' "$token") -H 'Content-Type: application/json' "$@"
}

# call METHOD PATH [BODY]: prints the status line on stderr and the body on stdout.
call() {
  local method=$1 path=$2 answer code colour
  if [[ $# -gt 2 ]]; then
    answer=$(request -w '\n%{http_code}' -X "$method" "$api$path" -d "$3")
  else
    answer=$(request -w '\n%{http_code}' -X "$method" "$api$path")
  fi
  code=${answer##*$'\n'}
  colour=$green
  [[ $code == 2* ]] || colour=$red
  printf '%s%s%s %s %s\n' "$colour" "$code" "$off" "$method" "$path" >&2
  printf '%s\n' "${answer%$'\n'*}"
  [[ $code == 2* ]]
}

agreed() {
  $assume_yes && return
  local answer
  read -r -p "$1 [y/N] " answer
  [[ $answer == [yY]* ]]
}

heading '1. Is it there?'
call GET /health | jq -c '{status, model: .agent.model, tasks, problems}'

heading '2. What can it do?'
call GET /capabilities | jq -r '.actions | join(" ")'

heading '3. Hand in a task'
id=$(call POST /execute "$(jq -n --arg task "$task" '{task: $task}')" | jq -r .taskId)
printf 'task %s\n' "$id"

heading '4. Follow it'
# Each event is the whole task. We leave when the task rests, which curl takes for an error.
{ request -N --max-time 3600 "$api/stream/$id" 2>/dev/null || true; } |
  while IFS= read -r line; do
    [[ $line == data:* ]] || continue
    jq -r '"\(.progress)%\t\(.status)\t\(.currentStep // "")"' <<<"${line#data:}"
    status=$(jq -r .status <<<"${line#data:}")
    [[ $status =~ ^(pending_approval|completed|failed|cancelled|rolled_back)$ ]] && break
  done | uniq

heading '5. Look at it'
state=$(call GET "/tasks/$id")
jq '{status, tree, costUsd, error, availableActions}' <<<"$state"
status=$(jq -r .status <<<"$state")

heading '6. Look at all'
call GET '/tasks?limit=5' | jq -r '.tasks[] | "\(.status)\t\(.task | .[0:60])"'

if [[ $status == pending_approval ]] && agreed 'Approve it?'; then
  heading '7. Approve exactly the tree that was looked at'
  call POST "/approve/$id" "$(jq '{approved: true, reason: "seen", tree: .tree}' <<<"$state")" | jq -r .message
  if agreed 'Roll it back?'; then
    heading '8. Take it back'
    call POST "/rollback/$id" '{"reason": "only an example"}' | jq -r .message
  fi
fi

heading '9. What was learned?'
call GET '/learnings?limit=3' | jq -r '.learnings[].patterns[]? | "- \(.)"'

heading '10. Hand in another task, and cancel it'
other=$(call POST /execute '{"task": "Wait to be cancelled."}' | jq -r .taskId)
call DELETE "/tasks/$other" | jq -r .message
