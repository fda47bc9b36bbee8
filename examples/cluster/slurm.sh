#!/bin/sh
# A study as a Slurm array: sbatch --array=0-7 slurm.sh STUDY.json OUT
# Each task is one shard; the nodes share a file system with a built checkout (HOSTFOLD) and OUT. When all have ended:
#   hostfold merge OUT/*-of-8.ndjson > study.ndjson
# merge names what is missing with the shard to run again, such as: sbatch --array=5 --export=ALL,SHARDS=8 slurm.sh ...
# Seen on 28 November 2026 with Slurm 22.05 and the nodes of two-nodes.sh: 8 tasks, five on one node and three on the
# other; with the file of task 5 taken away, merge said "missing: 7 of 60 cases: 5, 13, 21, ... --shard 5/8", task 5 alone
# was run again, and study.ndjson had the bytes of the study run whole (sha256 b0ac0a84...).
#SBATCH --job-name=hostfold-study
#SBATCH --ntasks=1
#SBATCH --output=/dev/null
set -eu
study=$1 out=$2
shards=${SHARDS:-$SLURM_ARRAY_TASK_COUNT}
name="$out/$SLURM_ARRAY_TASK_ID"
echo "$SLURMD_NODENAME" > "$name.node"
node "$HOSTFOLD/bin/hostfold.mjs" study "$study" --shard "$SLURM_ARRAY_TASK_ID/$shards" > "$name.part" 2> "$name.err"
mv "$name.part" "$name-of-$shards.ndjson"
