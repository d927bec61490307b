#!/usr/bin/env bash
# Makes what docker-compose.secure.yml needs: an authority of its own, a certificate for each server, passwords, and the files that hold them in
# the form in which each program reads them.
#
#     deployment/secure/make-secrets.sh                        makes what is missing, and what is made from that; all else is kept
#     deployment/secure/make-secrets.sh --renew-certificates   new certificates by the same authority; passwords are kept
#     deployment/secure/make-secrets.sh --renew                everything anew
#
# They are put into secrets/, or into the folder that PRESAGE_SECRETS names. Only its owner gets into it. The files in it can be read by all: each is
# mounted into those containers that need it, which run as other users. Only the authority's key, which no container needs, is for its owner alone.
# After a change: docker compose -f docker-compose.yml -f docker-compose.secure.yml up --force-recreate --wait
#
# Needs openssl, and htpasswd or perl. What is made comes into its place all at once: if anything fails, or a signal ends it, all is as it was before.
# Only if it is killed, or the power fails, between its last two renames, there is no secrets/, but what was in it, .secrets.??????.before, beside it.
set -euo pipefail
umask 077

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly secrets=${PRESAGE_SECRETS:-$root/secrets}
readonly server_days=397 authority_days=3650
readonly roles=(worker evaluator producer price-publisher reader)
readonly servers=(kafka worker pushgateway prometheus alertmanager)

fail() {
    echo "make-secrets.sh: $1" >&2
    exit 2
}

# Runs a command that writes to the file, unless the file is there and none of the files that it is made from, one word, was just made.
missing() {
    local file=$1 sources=$2
    shift 2
    if [ -e "$file" ] && ! just_made $sources; then
        return
    fi
    "$@" >"$file" || fail "$file could not be made"
    made+=("$file")
}

# Whether one of the files was.
just_made() {
    local file
    for file; do
        [[ " ${made[*]-} " != *" $file "* ]] || return 0
    done
    return 1
}

password() { openssl rand -hex 24; }

key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 2>/dev/null; }

authority() {
    openssl req -x509 -new -key ca.key -sha256 -days "$authority_days" -subj "/CN=Presage" \
        -addext basicConstraints=critical,CA:TRUE,pathlen:0 -addext keyUsage=critical,keyCertSign,cRLSign
}

# Whose it is, what it may be used for, and the server's names: the broker talks to itself, too, and the administrator logs in with one instead of a
# password.
certificate() {
    [ -e ca.key ] || fail "ca.key is not there, expected beside ca.crt for a new $1.crt"
    openssl req -new -key "$1.key" -subj "/CN=$1" | openssl x509 -req -CA ca.crt -CAkey ca.key -sha256 -days "$server_days" \
        -set_serial "0x$(openssl rand -hex 16)" -extfile <(
            echo "subjectAltName=$3"
            echo "extendedKeyUsage=$2"
            echo "keyUsage=critical,digitalSignature"
            echo "basicConstraints=critical,CA:FALSE"
        ) 2>/dev/null
}

# A file as the value of a Java property.
property() { awk -v name="$1" 'BEGIN {printf "%s=", name} {printf "%s\\n", $0} END {print ""}' "${@:2}"; }

trust_properties() {
    echo ssl.truststore.type=PEM
    property ssl.truststore.certificates ca.crt
}

client_properties() {
    echo security.protocol=SASL_SSL
    echo sasl.mechanism=SCRAM-SHA-512
    echo "sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username=\"$1\" password=\"$(<"$1.password")\";"
    trust_properties
}

admin_properties() {
    echo security.protocol=SSL
    echo ssl.keystore.type=PEM
    property ssl.keystore.certificate.chain admin.crt
    property ssl.keystore.key admin.key
    trust_properties
}

# The hash that Prometheus wants of a password, which is read from stdin.
bcrypt() {
    if command -v htpasswd >/dev/null; then
        htpasswd -niBC 10 user | cut -d: -f2 | head -1
    else
        perl -e 'chomp(my $password = <STDIN>); my $salt = unpack "H22", `openssl rand 11`;
            my $hash = crypt($password, "\$2b\$10\$$salt"); $hash =~ /^\$2b\$/ or die "perl knows no bcrypt, install htpasswd\n"; print "$hash\n"'
    fi
}

web_config() {
    echo "tls_server_config: {cert_file: /run/secrets/$1.crt, key_file: /run/secrets/$1.key}"
    echo basic_auth_users:
    local user hash
    for user in "${@:2}"; do
        hash=$(bcrypt <"web-$user.password") || return
        echo "  $user: $hash"
    done
}

make_missing() {
    local name here web=
    # Whose key was put away for safety is kept.
    [ -e ca.crt ] || missing ca.key '' key
    missing ca.crt ca.key authority
    for name in "${servers[@]}" admin; do
        missing "$name.key" '' key
        here=DNS:$name,DNS:localhost,IP:127.0.0.1
        case $name in
            kafka) missing kafka.crt "kafka.key ca.crt" certificate kafka serverAuth,clientAuth "$here" ;;
            admin) missing admin.crt "admin.key ca.crt" certificate admin clientAuth DNS:admin ;;
            # Only containers reach it.
            pushgateway) missing pushgateway.crt "pushgateway.key ca.crt" certificate pushgateway serverAuth DNS:pushgateway ;;
            *) missing "$name.crt" "$name.key ca.crt" certificate "$name" serverAuth "$here" ;;
        esac
    done
    missing kafka.pem "kafka.key kafka.crt" cat kafka.key kafka.crt
    missing admin.properties "admin.key admin.crt ca.crt" admin_properties
    for name in "${roles[@]}"; do
        missing "$name.password" '' password
        missing "$name.properties" "$name.password ca.crt" client_properties "$name"
    done
    for name in prometheus evaluator operator; do
        missing "web-$name.password" '' password
        web+=" web-$name.password"
    done
    for name in prometheus client; do
        missing "api-$name.token" '' password
    done
    missing api.tokens "api-prometheus.token api-client.token" cat api-prometheus.token api-client.token
    missing pushgateway.web.yml "$web" web_config pushgateway prometheus evaluator operator
    missing prometheus.web.yml "$web" web_config prometheus prometheus operator
    missing alertmanager.web.yml "$web" web_config alertmanager prometheus operator
    chmod 644 ./*
    [ ! -e ca.key ] || chmod 600 ca.key
}

case ${1-} in
    '' | --renew | --renew-certificates) ;;
    *) fail "'$1' is not an option, expected --renew, --renew-certificates or none" ;;
esac
command -v openssl >/dev/null || fail "openssl is not there, expected on the PATH"

made=()
making=$(mktemp -d "$(dirname "$secrets")/.secrets.XXXXXX")
trap 'rm -rf "$making"' EXIT
if [ -d "$secrets" ]; then
    chmod 700 "$secrets"
    [ "${1-}" = --renew ] || cp -pR "$secrets/." "$making"
fi
(
    cd "$making"
    if [ "${1-}" = --renew-certificates ]; then
        for name in "${servers[@]}" admin; do
            rm -f "$name.key"
        done
    fi
    make_missing
    echo "${made[*]-}" >made
)
made=$(<"$making/made")
rm "$making/made"
if [ -z "$made" ]; then
    echo "$secrets is complete and stays as it is; --renew makes everything anew"
    exit
fi
trap '' HUP INT TERM
[ ! -e "$secrets" ] || mv "$secrets" "$making.before"
mv "$making" "$secrets"
rm -rf "$making.before"
echo "$secrets: made $made"
