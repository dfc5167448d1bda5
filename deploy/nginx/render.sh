#!/bin/sh
# Writes Stemma's nginx configuration from the environment: render.sh /etc/nginx/conf.d
# Every setting, with what it defaults to, stands below. Needs sh, awk and envsubst (Debian: gettext-base; part of the nginx images).
set -eu
umask 077

out=${1:?"Name the folder to write to, for example /etc/nginx/conf.d"}
templates=$(cd "$(dirname "$0")/templates" && pwd)

fail() {
  echo "render.sh: $1" >&2
  exit 1
}

# What is offered: any of openai, openai-lists, ollama, hugging-face, tgi.
: "${STEMMA_BACKENDS=openai openai-lists}"
# Origins of the servers; for openai also a path in front of /v1 (KServe: /openai).
: "${STEMMA_OPENAI_URL=http://127.0.0.1:8080}" "${STEMMA_OPENAI_PATH=}" "${STEMMA_OLLAMA_URL=http://127.0.0.1:11434}"
: "${STEMMA_HUGGING_FACE_URL=https://router.huggingface.co}" "${STEMMA_TGI_URL=http://127.0.0.1:3000}"
# Keys that the proxy adds; empty: none is sent.
: "${STEMMA_OPENAI_KEY=}" "${STEMMA_OLLAMA_KEY=}" "${STEMMA_HUGGING_FACE_KEY=}" "${STEMMA_TGI_KEY=}" "${STEMMA_HUGGING_FACE_BILL_TO=}"
# The build, its configuration file, and the path that it is served under: empty, or such as /chat.
: "${STEMMA_ROOT=/srv/stemma}" "${STEMMA_PREFIX=}"
: "${STEMMA_CONFIG=$STEMMA_ROOT/config.json}"
# More origins that the page may reach, for backends that it asks directly: "https://models.example https://huggingface.co https://*.hf.co"
: "${STEMMA_CONNECT=}"
# on: this server ends TLS. off: something in front of it does.
: "${STEMMA_TLS=on}" "${STEMMA_ADDRESS=*}" "${STEMMA_HTTP_PORT=80}" "${STEMMA_HTTPS_PORT=443}"
: "${STEMMA_CERTIFICATE=/etc/stemma/certificate.pem}" "${STEMMA_CERTIFICATE_KEY=/etc/stemma/certificate-key.pem}"
# none, basic, oauth2-proxy, authelia, tailscale
: "${STEMMA_SIGN_IN=none}" "${STEMMA_SIGN_IN_URL=http://127.0.0.1:4180}" "${STEMMA_PASSWORD_FILE=/etc/stemma/passwords}"
# Limits. Rate, burst and connections count per address: an office behind one address shares them.
: "${STEMMA_RATE=5r/s}" "${STEMMA_BURST=30}" "${STEMMA_CONNECTIONS=30}" "${STEMMA_MAX_BODY=16m}" "${STEMMA_READ_TIMEOUT=600s}"
# Address or network of a proxy in front, whose X-Forwarded-For is believed; empty: none is.
: "${STEMMA_TRUSTED_PROXY=}"
: "${STEMMA_ACCESS_LOG=/var/log/nginx/stemma.log}" "${STEMMA_CA=/etc/ssl/certs/ca-certificates.crt}"

# A value that nginx would read as something else stops here.
check() {
  printf '%s' "$2" | LC_ALL=C awk -v pattern="^($3)\$" 'NR > 1 || $0 !~ pattern { bad = 1 } END { exit bad }' || fail "$1 $4"
}
for name in OPENAI OLLAMA HUGGING_FACE TGI; do
  eval "url=\$STEMMA_${name}_URL key=\$STEMMA_${name}_KEY"
  check "STEMMA_${name}_URL" "$url" 'https?://[A-Za-z0-9.-]+(:[0-9]+)?|https?://[[][0-9A-Fa-f:]+[]](:[0-9]+)?' 'must be an origin such as http://127.0.0.1:8080'
  check "STEMMA_${name}_KEY" "$key" '[A-Za-z0-9._~+/=-]*' 'holds characters that no key has'
  eval "STEMMA_${name}_AUTHORIZATION=\${key:+Bearer \$key}"
done
check STEMMA_HUGGING_FACE_BILL_TO "$STEMMA_HUGGING_FACE_BILL_TO" '[A-Za-z0-9._-]*' 'must be the name of an organization'
check STEMMA_OPENAI_PATH "$STEMMA_OPENAI_PATH" '(/[A-Za-z0-9_-]+)*' 'must be empty or a path without a slash at its end'
check STEMMA_PREFIX "$STEMMA_PREFIX" '(/[A-Za-z0-9_-]+)*' 'must be empty or a path without a slash at its end'
check STEMMA_SIGN_IN_URL "$STEMMA_SIGN_IN_URL" 'https?://[A-Za-z0-9.-]+(:[0-9]+)?' 'must be an origin'
check STEMMA_CONNECT "$STEMMA_CONNECT" '[A-Za-z0-9.:/* -]*' 'must be origins with blanks between them'
check STEMMA_ADDRESS "$STEMMA_ADDRESS" '[*]|[0-9.]+|[[][0-9A-Fa-f:]+[]]' 'must be an address, or * for all'
check STEMMA_TRUSTED_PROXY "$STEMMA_TRUSTED_PROXY" '[0-9A-Fa-f.:/]*' 'must be an address or a network'
check STEMMA_RATE "$STEMMA_RATE" '[0-9]+r/[sm]' 'must be such as 5r/s'
check STEMMA_MAX_BODY "$STEMMA_MAX_BODY" '[0-9]+[kmg]?' 'must be such as 16m'
check STEMMA_READ_TIMEOUT "$STEMMA_READ_TIMEOUT" '[0-9]+(ms|s|m|h)' 'must be such as 600s'
for name in ROOT CONFIG CERTIFICATE CERTIFICATE_KEY PASSWORD_FILE ACCESS_LOG CA; do
  eval "value=\$STEMMA_$name"
  check "STEMMA_$name" "$value" '/[A-Za-z0-9._/-]+' 'must be an absolute path of plain characters'
done
for name in HTTP_PORT HTTPS_PORT BURST CONNECTIONS; do
  eval "value=\$STEMMA_$name"
  check "STEMMA_$name" "$value" '[0-9]+' 'must be a number'
done
case $STEMMA_TLS in on) listen=listen-tls ;; off) listen=listen-plain ;; *) fail 'STEMMA_TLS must be on or off' ;; esac
if [ "$STEMMA_SIGN_IN" = tailscale ] && [ "$STEMMA_ADDRESS" != 127.0.0.1 ]; then
  fail 'with STEMMA_SIGN_IN=tailscale set STEMMA_ADDRESS=127.0.0.1: whoever reaches this server directly could take any name'
fi

STEMMA_CONF=$out
if [ "$STEMMA_HTTPS_PORT" = 443 ]; then STEMMA_HTTPS_SUFFIX=; else STEMMA_HTTPS_SUFFIX=:$STEMMA_HTTPS_PORT; fi
# To nginx, * is every address of IPv4 alone.
STEMMA_ALSO_HTTP= STEMMA_ALSO_HTTPS=
if [ "$STEMMA_ADDRESS" = '*' ] && [ -n "$(cat /proc/net/if_inet6 2>/dev/null)" ]; then
  STEMMA_ALSO_HTTP="listen [::]:$STEMMA_HTTP_PORT;" STEMMA_ALSO_HTTPS="listen [::]:$STEMMA_HTTPS_PORT ssl http2;"
fi
# Names of servers are looked up again while nginx runs: containers and clouds change addresses.
STEMMA_RESOLVER=$(awk '$1 == "nameserver" { list = list " " ($2 ~ /:/ ? "[" $2 "]" : $2) } END { if (list != "") print "resolver" list " valid=30s;" }' \
  /etc/resolv.conf 2>/dev/null || true)
if [ -n "$STEMMA_TRUSTED_PROXY" ]; then STEMMA_REAL_IP="set_real_ip_from $STEMMA_TRUSTED_PROXY; real_ip_header X-Forwarded-For;"; else STEMMA_REAL_IP=; fi

# Every variable that a template names; nginx's own are left alone.
known=$(cat "$templates"/*.template "$templates"/*/*.template | grep -o '\${STEMMA_[A-Z_]*}' | sort -u)
for variable in $known; do
  name=${variable#??}
  export "${name%?}"
done

write() {
  [ -f "$templates/$1.conf.template" ] || fail "there is no $1"
  envsubst "$known" <"$templates/$1.conf.template" >"$out/$2"
}
rm -rf "$out/stemma"
mkdir -p "$out/stemma/backends"
for backend in $STEMMA_BACKENDS; do write "backends/$backend" "stemma/backends/$backend.conf"; done
write "sign-in/$STEMMA_SIGN_IN" stemma/sign-in.conf
write security-headers stemma/security-headers.conf
write diagram-headers stemma/diagram-headers.conf
write server stemma/server.conf
write "$listen" stemma/listen.conf
write stemma stemma.conf
