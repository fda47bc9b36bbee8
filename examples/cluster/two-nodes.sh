#!/bin/sh
# A Slurm controller and two nodes on one machine, to try slurm.sh on. As root, with slurm-wlm and munge:
#   sh two-nodes.sh [OUT]
# Leaves nothing behind.
# Seen on 28 November 2026 (Debian 12, slurm-wlm 22.05.8, munge 0.5.15): sinfo shows n1 and n2 idle, the array runs on
# both, the lost shard is named and run again alone; munge warns of "Unauthorized credential" and nothing comes of it.
set -eu
here=$(dirname "$(realpath "$0")")
out=${1:-$(mktemp -d)}
mkdir -p "$out"
dir=$(mktemp -d)
chmod 755 "$dir"
pids=
# The newest first: nodes, then the controller, then munge.
clean() { for pid in $pids; do kill "$pid" 2>/dev/null || true; done; sleep 1; rm -rf "$dir"; }
trap clean EXIT
mkdir -p "$dir/state" "$dir/spool/n1" "$dir/spool/n2" "$dir/munge"
chmod 700 "$dir/munge"
dd if=/dev/urandom of="$dir/munge/key" bs=1024 count=1 2>/dev/null
chmod 600 "$dir/munge/key"
munged --foreground --force --key-file "$dir/munge/key" --socket "$dir/munge.socket" --pid-file "$dir/munge/pid" \
  --log-file "$dir/munge/log" --seed-file "$dir/munge/seed" &
pids="$! $pids"
cat > "$dir/slurm.conf" <<CONF
ClusterName=fold
SlurmctldHost=$(hostname)(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$dir/munge.socket
SlurmctldPort=16817
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool/%n
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.%n.pid
SlurmctldLogFile=$dir/slurmctld.log
SlurmdLogFile=$dir/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
MpiDefault=none
NodeName=n1 NodeHostname=$(hostname) NodeAddr=127.0.0.1 Port=16821 CPUs=1
NodeName=n2 NodeHostname=$(hostname) NodeAddr=127.0.0.1 Port=16822 CPUs=1
PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF="$dir/slurm.conf"
sleep 1
slurmctld -D -i 2> "$dir/ctld.err" &
pids="$! $pids"
for n in n1 n2; do
  slurmd -D -N "$n" 2> "$dir/$n.err" &
  pids="$! $pids"
done
for _ in $(seq 30); do [ "$(sinfo -h -t idle -o %D 2>/dev/null)" = 2 ] && break; sleep 1; done
sinfo
HOSTFOLD=$(realpath "$here/../..")
export HOSTFOLD
shards=8
sbatch --wait --array=0-$((shards - 1)) "$here/slurm.sh" "$here/study.json" "$out" || true
# A shard that is lost is named, and run again alone.
rm -f "$out/5-of-$shards.ndjson"
node "$HOSTFOLD/bin/hostfold.mjs" merge "$out"/*-of-$shards.ndjson > "$out/study.ndjson" || true
sbatch --wait --array=5 --export=ALL,SHARDS=$shards "$here/slurm.sh" "$here/study.json" "$out"
node "$HOSTFOLD/bin/hostfold.mjs" merge "$out"/*-of-$shards.ndjson > "$out/study.ndjson"
cat "$out"/*.node | sort | uniq -c
sha256sum "$out/study.ndjson"
