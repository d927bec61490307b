#!/bin/sh
# Puts prometheus, promtool, pushgateway, alertmanager and amtool into .tools/bin, from Debian's packages, without installing them. So it does
# with kcat, and a python3 that has confluent_kafka, for the examples' tests, where the machine's packages have them.
# Done once for these packages; remove .tools to fetch again. Needs no root.
set -eu

packages="prometheus prometheus-pushgateway prometheus-alertmanager"
clients="kcat python3-confluent-kafka librdkafka1 libyajl2 libsasl2-2 liblz4-1"
elsewhere="make tools: this is not a Debian or Ubuntu machine (no apt-get or dpkg-deb): put prometheus, promtool, pushgateway, \
alertmanager and amtool of the Prometheus project's release downloads on the PATH instead."

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
tools=$root/.tools

if [ "$(cat "$tools/packages" 2>/dev/null)" = "$packages $clients" ]; then
    echo "make tools: already in .tools/bin (remove .tools to fetch again)"
    exit 0
fi
if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
    echo "$elsewhere" >&2
    exit 1
fi

# Everything is made in a directory beside .tools and renamed at the end: an interrupted run leaves nothing half-written.
work=$(mktemp -d "$root/.tools.fetching.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
chmod 755 "$work"
mkdir -p "$work/debs" "$work/apt/lists/partial" "$work/apt/cache/archives/partial"

# The machine's own package lists first; lists of our own when those are empty or out of date.
apt() {
    apt-get -q -o APT::Sandbox::User="$(id -un)" ${own_lists:+-o Dir::State::Lists="$work/apt/lists" -o Dir::Cache="$work/apt/cache"} "$@"
}
own_lists=
download() {
    (cd "$work/debs" && apt download "$@" >"$work/log" 2>&1)
}
try_to_fetch() {
    download "$@" && return
    if [ -z "$own_lists" ]; then
        own_lists=yes
        apt update >"$work/log" 2>&1 && download "$@" && return
    fi
    echo "make tools: apt-get could not download $*: $(grep '^E:' "$work/log" | head -n 1)" >&2
    return 1
}
fetch() {
    try_to_fetch "$@" || exit 1
}

# Debian's web pages use scripts and fonts of other packages; take those that the fetched ones name, and that those name.
page_parts() {
    for deb in "$work"/debs/*.deb; do
        dpkg-deb -f "$deb" Depends
    done | tr ',' '\n' | sed 's/[(|].*//; s/ //g' | grep -E '^(libjs|fonts|node)-' | sort -u
}

echo "make tools: fetching $packages" >&2
# shellcheck disable=SC2086 # a list of names
fetch $packages
touch "$work/parts"
while page_parts >"$work/wanted" || true; ! cmp -s "$work/wanted" "$work/parts"; do
    new=$(comm -13 "$work/parts" "$work/wanted")
    # shellcheck disable=SC2086 # a list of names
    fetch $new
    mv "$work/wanted" "$work/parts"
done

# The examples' tests say by themselves that they did not run.
# shellcheck disable=SC2086 # a list of names
try_to_fetch $clients || echo "make tools: goes on without kcat and confluent_kafka" >&2

mkdir "$work/tools" "$work/tools/bin"
for deb in "$work"/debs/*.deb; do
    dpkg-deb -x "$deb" "$work/tools/debian"
done
# 190 MB of time zones in a form that no page reads.
rm -rf "$work/tools/debian/usr/share/javascript/moment-timezone/data/unpacked"

# Debian's programs look for their web pages under /usr/share, where nothing is installed: each gets a script that says where they are.
program() {
    cat >"$work/tools/bin/$1" <<EOF
#!/bin/sh
debian=\$(CDPATH='' cd -- "\$(dirname -- "\$(readlink -f -- "\$0")")/../debian" && pwd)
exec "\$debian/usr/bin/$2" $3 "\$@"
EOF
    chmod 755 "$work/tools/bin/$1"
}
pages='"$debian/usr/share/prometheus'

# Alertmanager has no option for where its templates are and does not start without them. Its copy here reads them from file descriptor 9,
# which its script opens: the path in the program is replaced by one of the same length.
from=/usr/share/prometheus/alertmanager
to=$(printf '/dev/fd/9%*s' $((${#from} - 9)) '' | tr ' ' /)
LC_ALL=C sed -i "s|$from|$to|g" "$work/tools/debian/usr/bin/prometheus-alertmanager"

program promtool promtool ""
program amtool amtool ""
program pushgateway prometheus-pushgateway "--web.local-assets=$pages/pushgateway\""
program alertmanager prometheus-alertmanager "9<$pages/alertmanager\" --web.ui-path=$pages/alertmanager/no-ui\""
program prometheus prometheus "--web.local-assets=$pages/web\""

# These two look for libraries and modules where nothing is installed, too. The machine's own Python runs the module, if it is of the version
# that the module was made for.
client() {
    name=$1 program=$2
    shift 2
    cat >"$work/tools/bin/$name" <<EOF
#!/bin/sh
debian=\$(CDPATH='' cd -- "\$(dirname -- "\$(readlink -f -- "\$0")")/../debian" && pwd)
for libraries in "\$debian"/usr/lib/*-linux-*; do
    export LD_LIBRARY_PATH="\$libraries\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}"
done
export PYTHONPATH="\$debian/usr/lib/python3/dist-packages\${PYTHONPATH:+:\$PYTHONPATH}"
exec $program "\$@"
EOF
    chmod 755 "$work/tools/bin/$name"
    "$work/tools/bin/$name" "$@" >"$work/log" 2>&1 || {
        echo "make tools: goes on without $name, which does not run: $(tail -n 1 "$work/log")" >&2
        rm "$work/tools/bin/$name"
    }
}
if [ -e "$work/tools/debian/usr/bin/kcat" ]; then
    client kcat '"$debian/usr/bin/kcat"' -V
    client python3-confluent-kafka /usr/bin/python3 -c "import confluent_kafka"
fi

for name in prometheus promtool pushgateway alertmanager amtool; do
    "$work/tools/bin/$name" --version >"$work/log" 2>&1 || {
        echo "make tools: $name was unpacked but does not run: $(head -n 1 "$work/log")" >&2
        exit 1
    }
done

echo "$packages $clients" >"$work/tools/packages"
rm -rf "$tools"
mv "$work/tools" "$tools"
echo "make tools: $(ls "$tools/bin" | tr '\n' ' ')are in .tools/bin"
