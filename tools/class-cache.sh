#!/bin/sh
# Writes worker/target/worker.aot (JDK 24 or newer) or worker/target/worker.jsa (older): the worker's classes as this very Java keeps them
# in memory, so that a worker that is started with it is ready in two thirds of the time. Made from one run of the worker against a broker that
# lives for that long. Java is $JAVA_HOME's, or else the PATH's; to be made again whenever the worker is built or Java changes.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
target=$root/worker/target
for jar in "$target/worker.jar" "$root/embedded-broker/target/embedded-broker.jar"; do
    [ -f "$jar" ] || { echo "make class-cache: $jar is not there; make build makes it" >&2; exit 1; }
done
feature=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java.specification.version = //p')
if [ "$feature" -ge 24 ]; then
    file=$target/worker.aot option=-XX:AOTCache record=-XX:AOTCacheOutput
else
    file=$target/worker.jsa option=-XX:SharedArchiveFile record=-XX:ArchiveClassesAtExit
fi

work=$(mktemp -d)
pids=
end() {
    for pid in $pids; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

: >"$work/broker"
: >"$work/worker"

# Waits until a line of a log matches, and prints what the pattern's group caught.
await() {
    tries=600
    while ! sed -n "s|.*$2.*|\1|p" "$work/$1" | grep -q .; do
        tries=$((tries - 1))
        if [ "$tries" -eq 0 ] || ! kill -0 "$3" 2>/dev/null; then
            echo "make class-cache: no '$2' in the log of the $1:" >&2
            tail -n 20 "$work/$1" >&2
            exit 1
        fi
        sleep 0.1
    done
    sed -n "s|.*$2.*|\1|p" "$work/$1" | head -n 1
}

"$java" -jar "$root/embedded-broker/target/embedded-broker.jar" --port 0 --dir "$work/data" >"$work/broker" 2>&1 &
broker=$!
pids=$broker
KAFKA_BOOTSTRAP_SERVERS=$(await broker 'listening on \([0-9.:]*\)' "$broker")
export KAFKA_BOOTSTRAP_SERVERS
"$java" -jar "$target/worker.jar" topics create >/dev/null
WORKER_HTTP_PORT=0 WORKER_API_PORT=0 WORKER_MODELS_DIR="$root/models" "$java" "$record=$work/cache" -jar "$target/worker.jar" >"$work/worker" 2>&1 &
worker=$!
pids="$worker $broker"
await worker '\(answering\) requests' "$worker" >/dev/null
kill "$worker"
wait "$worker" || true
pids=$broker
[ -f "$work/cache" ] || { echo "make class-cache: $java wrote no cache:" >&2; tail -n 20 "$work/worker" >&2; exit 1; }
mv -f "$work/cache" "$file"
echo "java $option=${file#"$root"/} -jar worker/target/worker.jar"
