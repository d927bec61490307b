#!/usr/bin/env bash
# Asks for one prediction and waits for its outcome, with Kafka's console tools (4.2 or newer) and bash 5:
#
#     ask.sh [-b HOST:PORT] [-p FILE] [-r FILE] [-m MODEL_TYPE] [-t SECONDS] TICKER
#
# -p and -r are files of Kafka client settings, of the producer and of the reader. KAFKA_HOME is where Kafka lies, by default /opt/kafka.
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
        p) producer=(--command-config "$OPTARG") ;;
        r) reader=(--command-config "$OPTARG") ;;
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
tools=${KAFKA_HOME:-/opt/kafka}/bin
[ -x "$tools/kafka-console-producer.sh" ] || fail "$tools has no kafka-console-producer.sh, expected Kafka in the folder that KAFKA_HOME names"
ticker=$1

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
problem() { # what the first exception says, or else the first line
    sed -n 's/.*Exception: //p' "$work/problem" | cat - "$work/problem" | head -n 1
}

quoted() {
    local text=${1//\\/\\\\}
    printf '"%s"' "${text//\"/\\\"}"
}
request_id=$(cat /proc/sys/kernel/random/uuid) # that it is unique is up to us: it is how the outcome is found
deadline=$((EPOCHSECONDS + seconds))
TZ=UTC0 printf -v expires_at '%(%FT%TZ)T' "$deadline"

# --sync: it ends with an error unless the request was acknowledged. acks and idempotence: an acknowledged request is not lost with one
# broker, and what the client itself sends again is asked once. The headers come back on a dead letter, even if the value can't be read.
printf 'request_id:%s,source:examples/console\t%s\t{"request_id":"%s","ticker":%s,"model_type":%s,"expires_at":"%s"}\n' \
    "$request_id" "$ticker" "$request_id" "$(quoted "$ticker")" "$(quoted "$model_type")" "$expires_at" |
    "$tools/kafka-console-producer.sh" --bootstrap-server "$brokers" "${producer[@]}" --topic prediction-requests --sync \
        --reader-property parse.headers=true --reader-property parse.key=true \
        --command-property acks=all --command-property enable.idempotence=true --command-property linger.ms=0 \
        --command-property max.block.ms=$((1000 * seconds)) --command-property request.timeout.ms=$((500 * seconds)) \
        --command-property delivery.timeout.ms=$((1000 * seconds)) >"$work/problem" 2>&1 ||
    fail "Kafka at $brokers can't be used: $(problem)"

# Both topics, from a minute ago: an outcome that is already there is read as well, if the clocks of this machine and the worker's differ
# by less. The group is its own, and the broker forgets it by itself. The separators are characters that no text has.
mkfifo "$work/outcomes"
"$tools/kafka-console-consumer.sh" --bootstrap-server "$brokers" "${reader[@]}" --include 'predictions|prediction-requests-dlq' \
    --group "reader-$request_id" --isolation-level read_committed --command-property enable.auto.commit=false \
    --command-property auto.offset.reset=by_duration:PT1M --formatter-property print.headers=true \
    --formatter-property headers.separator=$'\x1e' --formatter-property key.separator=$'\x1f' >"$work/outcomes" 2>"$work/problem" &
while left=$((deadline - EPOCHSECONDS)) && [ "$left" -gt 0 ]; do
    # ends with a status above 128 when the time is over, with another when the consumer has ended
    IFS=$'\x1f' read -r -t "$left" headers value || {
        [ $? -gt 128 ] && break
        fail "Kafka at $brokers can't be used: $(problem)"
    }
    if [[ $headers == *dlq.reason:* ]]; then
        if [[ $'\x1e'$headers$'\x1e' == *$'\x1e'"request_id:$request_id"$'\x1e'* ]]; then
            reason=${headers##*dlq.reason:} message=${headers##*dlq.message:}
            echo "rejected ${reason%%$'\x1e'*}: ${message%%$'\x1e'*}"
            exit 1
        fi
    elif [[ $value == *"\"request_id\":\"$request_id\""* ]]; then
        echo "predicted $value"
        exit 0
    fi
done <"$work/outcomes"
echo "no outcome of $request_id within $seconds s; \`worker.jar trace $request_id\` says where it is" >&2
exit 2
