#!/bin/sh
# Takes the pictures of docs/images from a demo of its own, which it starts and stops: the status page, as wide as a desk and as a phone, and
# the alerts page of the Prometheus at hand. Needs chromium, and the ports of the demo.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
    echo "make screenshots: no chromium on the PATH" >&2
    exit 1
}
[ -x "$root/.tools/bin/prometheus" ] || command -v prometheus >/dev/null || {
    echo "make screenshots: no prometheus; make tools fetches it" >&2
    exit 1
}

work=$(mktemp -d)
demo=
end() {
    if [ -n "$demo" ]; then
        kill "$demo" 2>/dev/null || true
        wait "$demo" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

"$java" -jar "$root/demo/target/demo.jar" --state-dir "$work/demo" >"$work/out" 2>&1 &
demo=$!
tries=300
until grep -q 'Live requests go on' "$work/out"; do
    tries=$((tries - 1))
    if [ "$tries" = 0 ] || ! kill -0 "$demo" 2>/dev/null; then
        echo "make screenshots: the demo did not start: $(tail -n 1 "$work/out")" >&2
        exit 1
    fi
    sleep 1
done
sleep 45 # until Prometheus has scraped what was pushed, and the worker has asked for the verdict

address() {
    sed -n "s/^  $1  *\\(http.*\\)/\\1/p" "$work/out"
}
shoot() { # file width height address
    "$browser" --headless --no-sandbox --disable-gpu --disable-background-networking --hide-scrollbars --user-data-dir="$work/browser" \
        --virtual-time-budget=3000 --window-size="$2,$3" --screenshot="$work/$1" "$4" >/dev/null 2>&1
    [ -s "$work/$1" ] || { echo "make screenshots: no picture of $4" >&2; exit 1; }
}
shoot status-page.png 1000 1560 "$(address 'the worker')"
shoot status-page-phone.png 500 1400 "$(address 'the worker')"
shoot alerts.png 1200 1000 "$(address alerts)"
mkdir -p "$root/docs/images"
mv "$work"/*.png "$root/docs/images/"
