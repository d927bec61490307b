#!/bin/sh
# Makes an archive of the worker's classes, from which it starts faster. On Java 25 and newer that is an AOT cache, before that an archive for class data sharing.
#
#   WORKER_… KAFKA_… tools/class-cache.sh worker.jar FILE
#
# runs the worker with the environment it is given until it is ready, ends it, and prints the options to start it with. Give it an application id and a
# port of its own: it answers requests while it runs. The archive fits this Java, this path of the jar and these libraries only; otherwise Java
# says so and starts without.
set -eu

jar=${1:?expected the path of worker.jar}
file=${2:?expected the file to write}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
port=${WORKER_HTTP_PORT:-8000}

version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java\.specification\.version = //p')
if [ "$version" -ge 25 ]; then
  making="-XX:AOTCacheOutput=$file"
  using="-XX:AOTCache=$file"
else
  making="-XX:ArchiveClassesAtExit=$file"
  using="-XX:SharedArchiveFile=$file"
fi

"$java" "$making" -jar "$jar" &
worker=$!
trap 'kill "$worker" 2>/dev/null || true' EXIT
tries=0
until curl --silent --fail --output /dev/null "http://${WORKER_HTTP_HOST:-127.0.0.1}:$port/readyz"; do
  kill -0 "$worker" 2>/dev/null || { echo "the worker ended before it was ready" >&2; exit 1; }
  tries=$((tries + 1))
  [ "$tries" -le 240 ] || { echo "the worker was not ready within 120 s" >&2; exit 1; }
  sleep 0.5
done
kill "$worker"
wait "$worker" || true
[ -s "$file" ] || { echo "$file was not written" >&2; exit 1; }
echo "$using"
