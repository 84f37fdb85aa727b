# Stores the files as a tree and packs what the mirror lacks: snapshot.sh KNOWN_TREE
# Runs in a sandbox with GIT_DIR and GIT_WORK_TREE set; leaves its results in $GIT_DIR/exchange.
# Exit code 3: there are repositories among the files, named in the file "nested".
set -eu
export LC_ALL=C
cd "$GIT_WORK_TREE"
out=$GIT_DIR/exchange
# A snapshot that was killed leaves its lock behind; nobody else uses this git directory.
rm -rf "$out" "$GIT_DIR/index.lock"
mkdir "$out"

# Names keep their ./ for git, so that none of them reads as an option or a pattern.
find . -name .git -prune -print0 2>/dev/null | sort -z > "$out/found" || true
if [ -s "$out/found" ]; then
  git check-ignore --no-index -z --stdin < "$out/found" | sort -z > "$out/ignored" || true
  comm -z -23 "$out/found" "$out/ignored" | sed -z 's,^\./,,' > "$out/nested"
  # Git looks into the repository of a submodule whether or not it is ignored.
  git ls-files -sz | sed -zn 's/^160000 [^\t]*\t//p' > "$out/links"
  while IFS= read -r -d '' link; do
    while IFS= read -r -d '' found; do
      case $found in "./$link/"*) printf '%s\0' "${found#./}" >> "$out/nested" ;; esac
    done < "$out/ignored"
  done < "$out/links"
  [ ! -s "$out/nested" ] || exit 3
fi

# For a submodule in the index git runs "git status" inside the files, by their configuration, so none is in there.
add() {
  git ls-files -sz | sed -zn 's/^160000 /0 /p' | git update-index -z --index-info
  git add -A
}

# A file may vanish while it is read: once more settles it.
add 2>/dev/null || add
# Submodules stay as they were, where their directory still is one.
git ls-tree -rz "$1" | sed -zn 's/^160000 [^\t]*\t//p' | sort -z > "$out/links"
if [ -s "$out/links" ]; then
  { find . -type d -print0 2>/dev/null || true; } | sed -z 's,^\./,,' | sort -z |
    comm -z -12 - "$out/links" > "$out/kept"
  while IFS= read -r -d '' link; do
    git --literal-pathspecs ls-tree -z "$1" -- "$link"
  done < "$out/kept" | git update-index -z --index-info
fi
git write-tree > "$out/tree"
read -r tree < "$out/tree"
: > "$out/pack"
[ "$tree" = "$1" ] ||
  printf '%s\n^%s\n' "$tree" "$1" | git pack-objects -q --revs --local --stdout > "$out/pack"
