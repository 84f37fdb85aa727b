# Makes the files those of a commit or tree: restore.sh ID
# Runs in a sandbox with GIT_DIR and GIT_WORK_TREE set. Files that .gitignore names stay.
set -eu
cd "$GIT_WORK_TREE"
git read-tree --reset -u "$1"
git clean -ffdq
