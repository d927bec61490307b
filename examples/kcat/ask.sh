#!/usr/bin/env bash
# Asks for one prediction and waits for its outcome, with kcat and bash 5:
#
#     ask.sh [-b HOST:PORT] [-p FILE] [-r FILE] [-m MODEL_TYPE] [-t SECONDS] TICKER
#
# -p and -r are files of librdkafka's settings, of the producer and of the reader, NAME=VALUE a line.
# Exit code 0: predicted, 1: rejected, 2: no outcome in time, 3: it could not be asked.
set -euo pipefail

fail() {
    echo "$1" >&2
    exit 3
}

brokers=localhost:9092 model_type=normal seconds=30
producer=() reader=()
while getopts b:p:r:m:t: option 2>/dev/null; do
    case $option in
        b) brokers=$OPTARG ;;
        p) producer=(-F "$OPTARG") ;;
        r) reader=(-F "$OPTARG") ;;
        m) model_type=$OPTARG ;;
        t) seconds=$OPTARG ;;
        *) fail "usage: ask.sh [-b HOST:PORT] [-p FILE] [-r FILE] [-m MODEL_TYPE] [-t SECONDS] TICKER" ;;
    esac
done
shift $((OPTIND - 1))
[ $# = 1 ] || fail "usage: ask.sh [-b HOST:PORT] [-p FILE] [-r FILE] [-m MODEL_TYPE] [-t SECONDS] TICKER"
[[ $seconds =~ ^[1-9][0-9]{0,3}$ ]] || fail "-t is '$seconds', expected seconds from 1 to 9999"
for file in "${producer[@]:1}" "${reader[@]:1}"; do
    [ -r "$file" ] || fail "the file of settings is '$file', expected one that can be read"
done
command -v kcat >/dev/null || fail "kcat is not on the PATH (Debian: apt-get install kcat)"
ticker=$1

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
problem() { # the first thing that went wrong, without kcat's marks
    sed -n 's/^% *//; s/^ERROR: //; s/: terminating$//; /./{p;q}' "$work/problem"
}

quoted() {
    local text=${1//\\/\\\\}
    printf '"%s"' "${text//\"/\\\"}"
}
request_id=$(cat /proc/sys/kernel/random/uuid) # that it is unique is up to us: it is how the outcome is found
deadline=$((EPOCHSECONDS + seconds))
TZ=UTC0 printf -v expires_at '%(%FT%TZ)T' "$deadline"

# acks and idempotence: an acknowledged request is not lost with one broker, and what the client itself sends again is asked once. The headers
# come back on a dead letter, even if the value can't be read.
printf '{"request_id":"%s","ticker":%s,"model_type":%s,"expires_at":"%s"}\n' \
    "$request_id" "$(quoted "$ticker")" "$(quoted "$model_type")" "$expires_at" |
    kcat -P -b "$brokers" "${producer[@]}" -t prediction-requests -k "$ticker" -H "request_id=$request_id" -H source=examples/kcat \
        -X acks=all -X enable.idempotence=true -X delivery.timeout.ms=$((1000 * seconds)) -X linger.ms=0 -X log_level=2 2>"$work/problem" ||
    fail "Kafka at $brokers can't be used: $(problem)"

# Both topics, from a minute ago: an outcome that is already there is read as well, if the clocks of this machine and the worker's differ
# by less. The separator is a character that no text has. grep writes a line at once, kcat in pieces, between which those of the other would get.
mkfifo "$work/outcomes"
for topic in predictions prediction-requests-dlq; do
    kcat -C -q -u -b "$brokers" "${reader[@]}" -t "$topic" -o "s@$((1000 * (EPOCHSECONDS - 60)))" -X isolation.level=read_committed \
        -X log_level=2 -f '%t\x1f%h\x1f%s\n' 2>>"$work/problem" | grep --line-buffered -aF "$request_id" >"$work/outcomes" &
done
while left=$((deadline - EPOCHSECONDS)) && [ "$left" -gt 0 ]; do
    # ends with a status above 128 when the time is over, with another when both kcats have ended
    IFS=$'\x1f' read -r -t "$left" topic headers value || {
        [ $? -gt 128 ] && break
        fail "Kafka at $brokers can't be used: $(problem)"
    }
    if [ "$topic" = predictions ] && [[ $value == *"\"request_id\":\"$request_id\""* ]]; then
        echo "predicted $value"
        exit 0
    elif [ "$topic" = prediction-requests-dlq ] && [[ ,$headers, == *",request_id=$request_id,"* ]]; then
        reason=${headers##*dlq.reason=} message=${headers##*dlq.message=}
        echo "rejected ${reason%%,*}: ${message%%,dlq.topic=*}"
        exit 1
    fi
done <"$work/outcomes"
echo "no outcome of $request_id within $seconds s; \`worker.jar trace $request_id\` says where it is" >&2
exit 2
