#!/bin/sh
# A study on several hosts by GNU parallel over ssh: sh parallel.sh STUDY.json OUT HOST...
# Each host has a built checkout at the path of this one, and the study's files (one shared file system, or rsync before).
# SHARDS is how many pieces there are (default: four for each host). A shard that fails is named in OUT/joblog; run this
# again, and only what is missing is run. OUT/study.ndjson is the same whatever hosts and pieces there were.
# Seen on 28 November 2026, with GNU parallel 20221122 and the two hosts of two-hosts.sh: 8 shards of study.json, four on
# each host, all ended with 0; with one file of them taken away, the next run made that shard alone; study.ndjson had the
# 60 lines, and the bytes (sha256 b0ac0a84...), of the study run whole, and of 1, 3 and 7 shards.
set -eu
mkdir -p "$2"
study=$(realpath "$1") out=$(realpath "$2")
shift 2
bin=$(realpath "$(dirname "$0")/../../bin/hostfold.mjs")
shards=${SHARDS:-$((4 * $#))}
hosts=$(printf '%s,' "$@")
# What a shard wrote counts once it has ended well.
missing() { i=0; while [ "$i" -lt "$shards" ]; do [ -s "$out/$i-of-$shards.ndjson" ] || echo "$i"; i=$((i + 1)); done; }
missing | parallel --will-cite ${SSH:+--ssh "$SSH"} --sshlogin "$hosts" --jobs "${JOBS:-1}" --joblog "$out/joblog" \
  "node '$bin' study '$study' --shard {}/$shards" '>' "$out/{}.part" '&&' \
  mv "$out/{}.part" "$out/{}-of-$shards.ndjson" || echo "some shards failed: run this again" >&2
node "$bin" merge "$out"/*-of-"$shards".ndjson > "$out/study.ndjson"
