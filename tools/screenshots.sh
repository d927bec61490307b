#!/bin/sh
# Takes the pictures of docs/images from a demo of its own, which it starts and stops, and its report as docs/example-report.html: the status page, the report, and the alerts page of the Prometheus at
# hand, which shows where its rules lie: so the demo runs from a copy of what it needs, under a name that tells nothing of this machine. Needs
# chromium, and the ports of the demo.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
fail() {
    echo "make screenshots: $1" >&2
    exit 1
}
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || fail "no chromium on the PATH"
[ -x "$root/.tools/bin/prometheus" ] || command -v prometheus >/dev/null || fail "no prometheus; make tools fetches it"

work=${TMPDIR:-/tmp}/presage
mkdir "$work" 2>/dev/null || fail "$work can't be made; remove what is there"
demo=
end() {
    if [ -n "$demo" ]; then
        kill "$demo" 2>/dev/null || true
        wait "$demo" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap end EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

(cd "$root" && cp -r --parents alerts/rules alerts/alertmanager.yml data docker-compose.yml prometheus.yml models/normal models/earnings \
    demo/target/demo.jar demo/target/lib worker/target/worker.jar worker/target/lib \
    batch-evaluator/target/batch-evaluator.jar batch-evaluator/target/lib "$work")
[ ! -d "$root/.tools" ] || ln -s "$root/.tools" "$work/.tools"
"$java" -jar "$work/demo/target/demo.jar" >"$work/out" 2>&1 &
demo=$!
tries=300
until grep -q 'Live requests go on' "$work/out"; do
    tries=$((tries - 1))
    if [ "$tries" = 0 ] || ! kill -0 "$demo" 2>/dev/null; then
        fail "the demo did not start: $(tail -n 1 "$work/out")"
    fi
    sleep 1
done
sleep 45 # until Prometheus has scraped what was pushed, and the worker has asked for the verdict

address() {
    sed -n "s/^  $1  *\\(http.*\\)/\\1/p" "$work/out"
}
shoot() { # file width height address, and options of the browser
    file=$1 size=$2,$3 page=$4
    shift 4
    curl -fsS -o /dev/null "$page" || fail "there is nothing at '$page': $(tail -n 1 "$work/out")"
    timeout 60 "$browser" --headless --no-sandbox --disable-gpu --disable-background-networking --hide-scrollbars --user-data-dir="$work/browser" \
        --window-size="$size" --screenshot="$work/$file" "$@" "$page" >/dev/null 2>&1 && [ -s "$work/$file" ] ||
        fail "chromium took no picture of $page"
}
shoot status-page.png 1100 1850 "$(address 'the worker')"
shoot alerts.png 1200 1000 "$(address alerts)" --virtual-time-budget=3000
report=$(echo "$work"/.demo/reports/*_*/report.html)
shoot report.png 1280 2000 "file://$report" --virtual-time-budget=3000
mkdir -p "$root/docs/images"
cp "$report" "$root/docs/example-report.html"
mv "$work"/*.png "$root/docs/images/"
