#!/bin/sh
# Two hosts on one machine, to try parallel.sh on: two network namespaces, each with its own address and ssh daemon.
# As root, with iproute2, openssh-server and parallel: sh two-hosts.sh [OUT]. Leaves nothing behind.
# Seen on 28 November 2026 (Debian 12, OpenSSH 9.2, iproute2 6.1): the joblog names root@10.77.1.2 and root@10.77.2.2
# in turn, four shards each, and both namespaces and daemons are gone afterwards.
set -eu
here=$(dirname "$(realpath "$0")")
out=${1:-$(mktemp -d)}
keys=$(mktemp -d)
pids=
clean() {
  for pid in $pids; do kill "$pid" 2>/dev/null || true; done
  for n in 1 2; do ip netns del "fold$n" 2>/dev/null || true; done
  rm -rf "$keys"
}
trap clean EXIT
ssh-keygen -q -t ed25519 -N '' -f "$keys/host"
ssh-keygen -q -t ed25519 -N '' -f "$keys/user"
cp "$keys/user.pub" "$keys/authorized"
mkdir -p /run/sshd
for n in 1 2; do
  ip netns add "fold$n"
  ip link add "fold$n" type veth peer name eth0 netns "fold$n"
  ip addr add "10.77.$n.1/24" dev "fold$n"
  ip link set "fold$n" up
  ip netns exec "fold$n" ip addr add "10.77.$n.2/24" dev eth0
  ip netns exec "fold$n" ip link set eth0 up
  ip netns exec "fold$n" ip link set lo up
  ip netns exec "fold$n" /usr/sbin/sshd -D -f /dev/null -h "$keys/host" -o "AuthorizedKeysFile=$keys/authorized" \
    -o StrictModes=no -o PermitRootLogin=prohibit-password -o UsePAM=no -o "PidFile=$keys/pid$n" 2> "$keys/sshd$n" &
  pids="$pids $!"
done
sleep 1
SSH="ssh -i $keys/user -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
export SSH
sh "$here/parallel.sh" "$here/study.json" "$out" root@10.77.1.2 root@10.77.2.2
cut -f 1,2,7 "$out/joblog"
sha256sum "$out/study.ndjson"
