#!/bin/sh
# Runs a node of nobody's once, which writes down at its end what it has loaded and how it was linked (JEP 514): those who come later start
# in less than half the time. learn.sh <folder of the image's files>
set -eu

java=$1/jre/bin/java
first=$(mktemp -d)

# Only loopback, and a store of its own. A heap of 512 MB whatever this machine has: the cache is for the size of pointers that goes with it.
"$java" -Xmx512m -XX:AOTCacheOutput="$1/cache/classes.aot" @"$1/app/java.options" dochat.Main --host 127.0.0.1 --port 8080 --tcp-port 7000 --ops-port 9080 --data "$first" &
node=$!
trap 'kill "$node" 2>/dev/null || :' EXIT

seconds=0
until "$java" -cp "$1/app/dochat.jar" dochat.Probe http://127.0.0.1:9080/health/ready 2>/dev/null; do
  kill -0 "$node"
  seconds=$((seconds + 1))
  [ "$seconds" -lt 120 ]
  sleep 1
done
# What the first people do: one loads the page, one signs in and posts.
"$java" -cp "$1/app/dochat.jar" dochat.Probe http://127.0.0.1:8080/
"$java" -cp "$1/app/dochat.jar" dochat.Probe http://127.0.0.1:9080/metrics
echo hello | "$java" @"$1/app/java.options" dochat.Main talk --name first --node 127.0.0.1:7000
kill "$node"
wait "$node" || :
trap - EXIT
rm -rf "$first"
[ -s "$1/cache/classes.aot" ]
