#!/bin/bash
# `./dochat test --pods`: the image as it is built, pods as the manifests make them, and everything that happens to a Deployment in its life, while
# people chat, a page is open in a browser, and the checker of docs/guarantees.md looks on. No cluster and no Docker: buildah, podman, dnsmasq, HAProxy
# and PostgreSQL, all in a network namespace of its own. Needs root, Debian's packages and a JDK 25; prints what it does, and ends with 0 when every
# promise was kept.
set -Eeuo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd -P)
self=$root/deploy/test/pods.sh
work=${DOCHAT_PODS:-$root/target/pods}
gateway=10.89.7.1
gateway6=fd00:89:7::1
image=localhost/dochat
java=${JAVA_HOME:?is not set: ./dochat test --pods sets it}/bin/java
export CONTAINERS_CONF=$work/containers.conf XDG_CONFIG_HOME=$work
export DOCHAT_PODS_BEGAN=${DOCHAT_PODS_BEGAN:-$(date +%s)}
# Where .ci/prepare puts kubectl, and where Debian keeps what is root's.
export PATH=$root/target/kubectl:$PATH:/usr/sbin:/sbin
step="before the first pod"
steps=()
helpers=()
pods=()

seconds() { echo $((EPOCHSECONDS - DOCHAT_PODS_BEGAN)); }
say() { printf '%4d s  %s\n' "$(seconds)" "$*"; }
stop() { reason=$*; say "$reason" >&2; exit 1; }
trap 'reason="line $LINENO failed: $BASH_COMMAND"' ERR

storage=(--root "$work/storage" --runroot "$work/run" --storage-driver overlay)
quieter=(-e 'Error validating CNI config' -e healthcheck -e 'No more static macs')
# What stays behind must not keep the checker's input open.
pod_man() { podman "${storage[@]}" --network-config-dir "$work/networks" "$@" 9>&- 2> >(grep -v "${quieter[@]}" >&2); }
build_ah() { buildah "${storage[@]}" "$@" 2> >(grep -v "${quieter[@]}" >&2); }

. "$root/deploy/test/compose.sh"

# --- outside of the namespace: the images -----------------------------------------------------------------------------------------------------

# What it calls, and Debian's package of it.
check_tools() {
  local tool missing=()
  for tool in buildah podman runc conmon catatonit mmdebstrap dnsmasq:dnsmasq-base haproxy ip:iproute2 iptables nsenter:util-linux curl kubectl:"" runuser:util-linux; do
    command -v "${tool%%:*}" >/dev/null || missing+=("${tool%%:*}")
  done
  [ ${#missing[@]} -eq 0 ] || stop "not on this machine: ${missing[*]}; .ci/prepare installs them on Debian, and says why where it cannot"
  browser=$(command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome) || stop "not on this machine: chromium"
  postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
  [ -n "$postgres" ] || stop "not on this machine: PostgreSQL's server, below /usr/lib/postgresql"
  export browser postgres
}

# Bases from Debian's packages instead of a registry: nothing but glibc to run on, and a system with a shell, which has a JDK to build with in one image,
# and stands in for PostgreSQL and nginx in two others.
build_bases() {
  if build_ah images -q $image-jdk >/dev/null 2>&1 && build_ah images -q $image-debian >/dev/null 2>&1; then return; fi
  local context=$work/bases
  rm -rf "$context" && mkdir -p "$context"
  mmdebstrap --quiet --variant=extract --include=base-files,libc6,libgcc-s1,netbase,tzdata bookworm "$context/runtime.tar"
  mmdebstrap --quiet --variant=minbase --dpkgopt=force-unsafe-io --include=curl,ca-certificates,unzip,postgresql,nginx-light bookworm "$context/debian.tar"
  cp -aL "$JAVA_HOME/." "$context/openjdk"
  build "$context" $image-base 'FROM scratch' 'ADD runtime.tar /'
  build "$context" $image-debian 'FROM scratch' 'ADD debian.tar /'
  build "$context" $image-jdk "FROM $image-debian" 'COPY openjdk /opt/java/openjdk' 'ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:/usr/bin:/bin'
  rm -rf "$context"
  say "the bases are made"
}
# build <folder> <name> <line…>: of what is in the folder, by these lines of a Dockerfile.
build() {
  printf '%s\n' "${@:3}" | build_ah bud -q --isolation chroot --format docker -f - -t "$2" "$1" >/dev/null
}

# With the libraries that the launcher has fetched already. The second image is the same program under another name, as an update is. The checker is
# the program that is in the image.
build_images() {
  build_ah bud -q --layers --timestamp "$(sed -n 's/^ARG SOURCE_DATE_EPOCH=//p' "$root/Dockerfile")" --isolation chroot --format docker --build-arg JDK=$image-jdk --build-arg BASE=$image-base \
    -v "$HOME/.m2:/root/.m2" -t $image:one "$root" >"$work/build.log" 2>&1 || { cat "$work/build.log" >&2; stop "the image cannot be built; $work/build.log says why"; }
  local next files
  next=$(build_ah from $image:one)
  files=$(build_ah mount "$next")
  rm -rf "$work/checker" && mkdir "$work/checker" && cp -r "$files/opt/dochat/app" "$files/opt/dochat/lib" "$work/checker/"
  build_ah umount "$next" >/dev/null
  build_ah config --label org.opencontainers.image.revision=next "$next"
  build_ah commit -q "$next" $image:two >/dev/null
  build_ah rm "$next" >/dev/null
  say "the image is built: $(build_ah images --format '{{.Size}}' $image:one | head -1)"
}

settings() {
  mkdir -p "$work/networks"
  exec 8>"$work/lock"
  flock -n 8 || stop "another run has $work"
  cat >"$CONTAINERS_CONF" <<END
[containers]
default_ulimits = ["nofile=20000:20000","nproc=10000:10000"]
log_driver = "k8s-file"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "none"
[network]
network_backend = "netavark"
END
}

# --- in the namespace: what is around the pods -------------------------------------------------------------------------------------------------

start_network() {
  ip link set lo up
  pod_man network exists pods || pod_man network create --disable-dns --subnet 10.89.7.0/24 --gateway $gateway pods >/dev/null
  # The bridge comes with the first container; what listens on its address has to be there before.
  pod_man network exists pods6 || pod_man network create --disable-dns --ipv6 --subnet fd00:89:7::/64 --gateway $gateway6 pods6 >/dev/null
  ip address add $gateway/32 dev lo
  ip -6 address add $gateway6/128 dev lo nodad
}

# helper <log> <command…>: runs until the end, in a group of its own with all that it starts.
helper() {
  local log=$1
  shift
  setsid "$@" >"$work/$log.log" 2>&1 8>&- 9>&- &
  helpers+=($!)
}

make_database() {
  mkdir -p "$work/database" && chown postgres "$work/database"
  runuser -u postgres -- "$postgres/initdb" -D "$work/database/data" -U chat -A trust --no-sync -E UTF8 --no-locale >/dev/null
  printf 'host all all 10.89.7.0/24 trust\nhost all all fd00:89:7::/64 trust\n' >>"$work/database/data/pg_hba.conf"
  printf 'CREATE DATABASE chat\nCREATE DATABASE chat6\n' | runuser -u postgres -- "$postgres/postgres" --single -D "$work/database/data" postgres >"$work/database.log" 2>&1
}

start_database() {
  helper database runuser -u postgres -- "$postgres/postgres" -D "$work/database/data" -c listen_addresses=$gateway,$gateway6 -c max_connections=300 \
    -c unix_socket_directories= -c fsync=off
}

# The headless Services: one name, the addresses of all pods, asked for anew every time. One server for each kind of network.
start_dns() {
  local kind
  for kind in 4 6; do
    kind_of_net $kind
    mkdir -p "$hosts"
    helper dns$kind dnsmasq --keep-in-foreground --conf-file=/dev/null --no-resolv --no-hosts --hostsdir="$hosts" --local-ttl=1 --listen-address="$dns_address" \
      --bind-interfaces --user=root --pid-file=
    if [ $kind = 4 ]; then dns4=$!; else dns6=$!; fi
  done
}

# The Service and the Ingress: those that are ready, asked as the kubelet asks. And a page of nobody's that looks at the chat's.
start_balancer() {
  {
    printf 'global\n  maxconn 4000\ndefaults\n  mode http\n  timeout connect 2s\n  timeout check 3s\n  timeout client 75s\n  timeout server 75s\n  timeout tunnel 75s\n  retries 3\n  option redispatch\n  option forwardfor\n'
    printf 'frontend web\n  bind 127.0.0.1:8080\n  http-request return status 200 content-type text/html file %s if { path /watch }\n' "$root/deploy/test/watch.html"
    printf '  http-response del-header content-security-policy\n  http-response del-header x-frame-options\n  default_backend web\n'
    printf 'frontend tcp\n  mode tcp\n  bind 127.0.0.1:7000\n  default_backend tcp\n'
    for kind in web tcp; do
      printf 'backend %s\n  mode %s\n  balance roundrobin\n  option httpchk GET /health/ready\n' $kind $([ $kind = web ] && echo http || echo tcp)
      for n in $(seq 10 29); do
        echo "  server p$n 10.89.7.$n:$([ $kind = web ] && echo 8080 || echo 7000) check port 9080 inter 1s fall 2 rise 1"
      done
    done
  } >"$work/balancer.cfg"
  helper balancer haproxy -db -f "$work/balancer.cfg"
}

# --- pods ----------------------------------------------------------------------------------------------------------------------------------

# kind_of_net <4|6>: pods are of IPv4 only, or of IPv6 only.
kind_of_net() {
  next=10 hosts=$work/hosts$1
  if [ "$1" = 4 ]; then
    net=pods prefix=10.89.7. letter=p dns_address=$gateway database=chat@$gateway/chat
  else
    net=pods6 prefix=fd00:89:7:: letter=q dns_address=$gateway6 database="chat@[$gateway6]/chat6"
  fi
}

# The Deployment of the demo as kubectl renders it; but for ports, which podman would bind on the host, probes, which are the kubelet's, and volumes,
# to which podman would give no owner: those of the image stand in for them. Its name, address, image and DNS are put in for each pod; what it takes
# from the Secret is put in by podman. Nodes compare their shares ten times as often as usual, twice a second.
render() {
  mkdir -p "$work/rendered"
  kubectl kustomize "$root/deploy/kubernetes/overlays/demo" | awk 'BEGIN { RS = "---\n" } /\nkind: Deployment\n|^kind: Deployment\n/' >"$work/rendered/deployment.yaml"
  cat >"$work/rendered/kustomization.yaml" <<END
resources: [deployment.yaml]
nameSuffix: -podname
images: [{name: dochat, newName: $image, newTag: podtag}]
replicas: [{name: dochat, count: 1}]
patches:
  - target: {kind: Deployment}
    patch: |
      - {op: remove, path: /spec/template/spec/containers/0/ports}
      - {op: remove, path: /spec/template/spec/containers/0/startupProbe}
      - {op: remove, path: /spec/template/spec/containers/0/readinessProbe}
      - {op: remove, path: /spec/template/spec/containers/0/livenessProbe}
      - {op: remove, path: /spec/template/spec/containers/0/volumeMounts}
      - {op: remove, path: /spec/template/spec/volumes}
      - {op: add, path: /spec/template/spec/dnsPolicy, value: None}
      - {op: add, path: /spec/template/spec/dnsConfig, value: {nameservers: [poddns]}}
      - {op: add, path: /spec/template/spec/containers/0/env/-, value: {name: JDK_JAVA_OPTIONS, value: -Ddochat.share.millis=500}}
  - target: {kind: Deployment}
    patch: |
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: dochat}
      spec: {template: {spec: {containers: [{name: node, env: [{name: DOCHAT_OPS_HOST, value: podaddress, valueFrom: null}]}]}}}
END
  kubectl kustomize "$work/rendered" >"$work/rendered/pod.yaml"
  secret=$(sed -n '/secretKeyRef/,/name:/s/^ *name: //p' "$work/rendered/pod.yaml" | head -1)
  grace=$(sed -n 's/^ *terminationGracePeriodSeconds: //p' "$work/rendered/pod.yaml")
}

# secret_is: where the database is; in the form in which podman 4.3 looks into it.
secret_is() {
  pod_man secret rm "$secret" >/dev/null 2>&1 || :
  printf '{"url":"%s"}' "$(printf 'postgresql://%s' "$database" | base64 -w0)" | pod_man secret create "$secret" - >/dev/null
}

# pods_up <tag> <number>: so many more pods of this image, at the same moment.
pods_up() {
  local pod starting=()
  for _ in $(seq "$2"); do
    pod=$letter$next
    sed -e "s/podname/$pod/" -e "s/podtag/$1/" -e "s/poddns/'$dns_address'/" -e "s/podaddress/'$prefix$next'/" "$work/rendered/pod.yaml" >"$work/rendered/$pod.yaml"
    echo "$prefix$next dochat-members" >"$hosts/$pod"
    pod_man kube play --network $net --ip "$prefix$next" "$work/rendered/$pod.yaml" >"$work/rendered/$pod.log" 2>&1 &
    starting+=($!)
    pods+=("$pod")
    next=$((next + 1))
  done
  local n
  for n in "${starting[@]}"; do wait "$n" || { cat "$work/rendered/"*.log >&2; stop "podman cannot run a pod"; }; done
}

container() { echo "dochat-$1-pod-0-node"; }
address() { case $1 in p*) echo "10.89.7.${1#p}" ;; q*) echo "fd00:89:7::${1#q}" ;; esac; }
url() { case $1 in p*) echo "http://$(address "$1"):9080" ;; q*) echo "http://[$(address "$1")]:9080" ;; esac; }
waits_for_dns() { pod_man logs "$(container "$1")" 2>&1 | grep "waits for the DNS name" >/dev/null; }
waits_for_its_database() { pod_man logs "$(container "$1")" 2>&1 | grep "waits for the database" >/dev/null; }
restarts_of() { pod_man inspect --format '{{.RestartCount}}' "$(container "$1")"; }
pid_of() { pod_man inspect --format '{{.State.Pid}}' "$(container "$1")"; }
unlisted() { rm -f "$hosts/$1"; if [ $net = pods ]; then kill -HUP "$dns4"; else kill -HUP "$dns6"; fi; }
is_ready() { curl -sf -m 3 -o /dev/null "$(url "$1")/health/ready"; }
status() { curl -s -m 3 "$(url "$1")/health/ready" | sed 's/.*"status":"\([^"]*\)".*/\1/' | grep . || echo "no answer"; }
counts() { curl -sf -m 3 "$(url "$1")/metrics"; }
members_of() { counts "$1" | sed -n 's/^dochat_nodes \([0-9]*\).*/\1/p'; }
sessions_of() { counts "$1" | awk '/^dochat_sessions/ { s += $2 } END { printf "%d", s }'; }
shares() { local p; for p in "${pods[@]}"; do echo -n "$p $(sessions_of "$p"), "; done | sed 's/, $//'; }
state() { local p; for p in "${pods[@]}"; do echo -n "$p $(status "$p"), sees $(members_of "$p" 2>/dev/null || :); "; done; }

# within <seconds> <what> <command…>: waits until it is so.
within() {
  local limit=$((EPOCHSECONDS + $1)) what=$2 time=$1
  shift 2
  until "$@" 2>/dev/null; do
    [ $EPOCHSECONDS -lt $limit ] || stop "not within $time s: $what"
    sleep 0.3
  done
}
all_ready() { local p; for p in "${pods[@]}"; do is_ready "$p" || return 1; done; }
# Every pod sees as many members as there are pods.
is_whole() { local p; for p in "${pods[@]}"; do [ "$(members_of "$p")" = ${#pods[@]} ] || return 1; done; }
# The event bus has brought an answer from each to each.
is_on_the_bus() { local p; for p in "${pods[@]}"; do [ "$(counts "$p" | awk '/^dochat_bus_lag_seconds/ && $2 < 2' | wc -l)" = $((${#pods[@]} - 1)) ] || return 1; done; }
# Every pod has half of the average at least.
is_shared() {
  local p n sum=0 all=()
  for p in "${pods[@]}"; do n=$(sessions_of "$p") && all+=("$n") && sum=$((sum + n)) || return 1; done
  for n in "${all[@]}"; do [ $((n * 2 * ${#pods[@]})) -ge "$sum" ] || return 1; done
}
# Both of the two are with somebody in the end, and one of them is not meanwhile: it serves nobody, all others do.
is_apart() {
  local p out=()
  for p in "${pods[@]}"; do is_ready "$p" || out+=("$p"); done
  [ "${out[*]}" = "$1" ] || [ "${out[*]}" = "$2" ]
}
settled() {
  within 300 "all pods ready" all_ready
  within 300 "each sees a cluster of ${#pods[@]}" is_whole
  say "ready, and one cluster of ${#pods[@]}; sessions: $(shares)"
}

forget() { local p kept=(); for p in "${pods[@]}"; do [ "$p" = "$1" ] || kept+=("$p"); done; pods=("${kept[@]}"); }

# It takes all for ready until it has asked them.
balancer_knows() { local i; for i in $(seq 20); do curl -sf -m 1 -o /dev/null http://127.0.0.1:8080/health/ready || return 1; done; }

# As the kubelet ends a pod: SIGTERM, and no more time than the manifest gives.
pod_down() {
  local began=$EPOCHSECONDS code
  pod_man stop -t "$grace" "$(container "$1")" >/dev/null
  code=$(pod_man inspect --format '{{.State.ExitCode}}' "$(container "$1")")
  unlisted "$1"
  say "$1 has left after $((EPOCHSECONDS - began)) s with exit code $code"
  [ "$code" -eq 0 ]
}

# Waits for one that leaves.
has_left() { wait "$2" || stop "$1 did not leave by itself within $grace s"; }

# A permanent entry for a machine that is not there: nothing breaks, nothing comes.
part() {
  nsenter -t "$(pid_of "$1")" -n ip neigh replace "$(address "$2")" lladdr 02:00:00:00:00:01 nud permanent dev eth0
  nsenter -t "$(pid_of "$2")" -n ip neigh replace "$(address "$1")" lladdr 02:00:00:00:00:01 nud permanent dev eth0
}
mend() {
  nsenter -t "$(pid_of "$1")" -n ip neigh del "$(address "$2")" dev eth0
  nsenter -t "$(pid_of "$2")" -n ip neigh del "$(address "$1")" dev eth0
}

# --- who looks on ----------------------------------------------------------------------------------------------------------------------------

now() {
  step=$*
  steps+=("$(seconds) $step")
  say "== $step"
  if [ -n "${checker-}" ]; then
    kill -0 "$checker" || stop "the checker has ended"
    echo "$step" >&9
  fi
}

start_checker() {
  mkfifo "$work/steps"
  "$java" -XX:TieredStopAtLevel=1 -Xmx512m -XX:+UseSerialGC -cp "$work/checker/app/dochat.jar:$work/checker/lib/*" dochat.Main verify --at 8080/7000 \
    --clients "${DOCHAT_PODS_CLIENTS:-40}" --rooms 3 <"$work/steps" >"$work/checker.log" 2>&1 8>&- &
  checker=$!
  exec 9>"$work/steps"
}
people_chat() { grep -q acknowledged "$work/checker.log"; }

start_browser() {
  helper browser "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update \
    --user-data-dir="$work/profile" --remote-debugging-port=9222 about:blank
  within 60 "the browser" curl -sf -o /dev/null http://127.0.0.1:9222/json/version
}

# A page is opened anew, and remembers from its first connection on all that it has told a person about that; deploy/test/watch.html.
open_page() {
  [ -z "${page-}" ] || curl -sf -o /dev/null "http://127.0.0.1:9222/json/close/$page"
  page=$(curl -sf -X PUT 'http://127.0.0.1:9222/json/new?http://127.0.0.1:8080/watch' | sed -n 's/^ *"id": "\(.*\)",$/\1/p')
}
seen() { curl -sf http://127.0.0.1:9222/json/list | grep -B 2 '"url": "http://127.0.0.1:8080/watch"' | sed -n 's/^ *"title": "\(.*\)",$/\1/p'; }
seen_only() { [ "$(seen)" = "$1" ]; }
no_banner() { seen_only connected || stop "the page has told its reader: $(seen)"; }

# --- the life of a Deployment --------------------------------------------------------------------------------------------------------------------

life() {
  now "the first pod, before its database"
  secret_is
  pods_up one 1
  within 60 "the first pod waits for its database" waits_for_its_database "${pods[0]}"
  start_database
  within 120 "the first pod is ready" all_ready
  [ "$(restarts_of "${pods[0]}")" = 0 ] || stop "the first pod has not waited for its database: it was started anew"
  within 30 "the load balancer" balancer_knows
  start_checker
  start_browser
  open_page
  within 120 "people chat, says $work/checker.log" people_chat
  within 120 "the page is connected" seen_only connected
  now "scale from 1 to 3"
  pods_up one 2
  settled
  within 120 "the new pods have their share" is_shared
  say "shared; sessions: $(shares)"
  no_banner
  update
  now "scale from 3 to 5 while DNS is silent"
  kill -STOP "$dns4"
  pods_up two 2
  within 90 "${pods[3]} waits for the DNS name" waits_for_dns "${pods[3]}"
  within 90 "${pods[4]} waits for the DNS name" waits_for_dns "${pods[4]}"
  if is_ready "${pods[3]}" || is_ready "${pods[4]}"; then stop "a pod that cannot know the others is ready"; fi
  kill -CONT "$dns4"
  settled
  no_banner
  now "a pod is killed"
  pod_man pod rm -f -t 0 "dochat-${pods[0]}-pod-0" >/dev/null
  unlisted "${pods[0]}"
  forget "${pods[0]}"
  pods_up two 1
  settled
  two_of_ipv6 9>&- & # meanwhile there is little to do but to wait
  six=$!
  now "partition between two pods"
  part "${pods[0]}" "${pods[1]}"
  within 90 "one of ${pods[0]} and ${pods[1]} is not ready, all others are" is_apart "${pods[0]}" "${pods[1]}"
  say "$(state)"
  now "the partition heals"
  mend "${pods[0]}" "${pods[1]}"
  open_page
  settled
  within 120 "the page is connected" seen_only connected
  now "scale from 5 to 2"
  local leaving=("${pods[@]:2}") waiting=() n
  for n in "${leaving[@]}"; do pod_down "$n" & waiting+=($!); done
  for n in "${!leaving[@]}"; do
    has_left "${leaving[n]}" "${waiting[n]}"
    forget "${leaving[n]}"
  done
  settled
  no_banner
  exec 9>&-
  within 180 "the checker's report" report_is_there
  wait "$checker" || { tail -30 "$work/checker.log" >&2; stop "a promise was broken"; }
  checker=
  wait "$six" || stop "two pods of IPv6 only"
}
report_is_there() { ! kill -0 "$checker"; }

# As the Deployment does it: a new one serves before an old one leaves, and the next one comes while that leaves.
update() {
  now "rolling update of 3"
  local old leaving="" process
  for old in "${pods[@]}"; do
    pods_up two 1
    [ -z "$leaving" ] || has_left "$leaving" "$process"
    settled
    forget "$old"
    leaving=$old
    pod_down "$old" &
    process=$!
  done
  has_left "$leaving" "$process"
  settled
  no_banner
}

# In a shell of its own, beside the steps: with a database, a name and a network of its own.
two_of_ipv6() {
  pods=()
  kind_of_net 6
  secret_is
  pods_up one 2
  settled
  within 60 "the event bus" is_on_the_bus
  say "${pods[*]}, of IPv6 only, reach each other by the event bus as well"
}

# How long each step took.
summary() {
  local n end
  steps+=("$(seconds) end")
  for n in $(seq 0 $((${#steps[@]} - 2))); do
    end=${steps[n + 1]%% *}
    printf '%6d s  %s\n' $((end - ${steps[n]%% *})) "${steps[n]#* }"
  done
}

remove_pods() { pod_man pod rm -f -a -t 0 >"$work/removed.log" 2>&1 || cat "$work/removed.log" >&2; }

finish() {
  local code=$?
  trap - EXIT ERR
  set +e
  [ $code -eq 0 ] || { tail -5 "$work/checker.log" "$work/compose.log" 2>/dev/null; logs; local now; now=$(state); }
  kill ${six-} ${health-} 2>/dev/null
  [ ! -S "$work/docker.sock" ] || (compose down --volumes --timeout 1)
  remove_pods
  kill -CONT ${dns4-} 2>/dev/null
  kill -- "${helpers[@]/#/-}" ${checker-} 2>/dev/null
  wait
  rm -rf "$work/database" "$work/hosts4" "$work/hosts6" "$work/rendered" "$work/steps" "$work/profile" "$work/docker.sock"
  [ $code -eq 0 ] || printf 'dochat: the test of the pods FAILED in the step "%s": %s\n  %s\n' "$step" "${reason-}" "$now" >&2
  exit $code
}

logs() {
  local p
  for p in $(pod_man ps -a --format '{{.Names}}' | grep -e -node -e '-1$' || :); do
    echo "--- $p"
    pod_man logs "$p" 2>&1 | tail -20 | cut -c 1-400
  done
}

inside() {
  trap finish EXIT
  cd "$work" # in a folder with something of the image's name, podman would build that
  rm -rf "$work/database" "$work/hosts4" "$work/hosts6" "$work/rendered" "$work/steps" "$work/profile" "$work/checker.log"
  remove_pods # of a run that was cut off
  start_network
  compose_life
  make_database
  start_dns
  start_balancer
  kind_of_net 4
  render
  life
  sed -n '/events written/,$p' "$work/checker.log"
  summary
  say "every step went through"
}

if [ "${1-}" = inside ]; then
  inside
else
  trap '[ $? -eq 0 ] || echo "dochat: the test of the pods FAILED before its first step: ${reason-}" >&2' EXIT
  check_tools
  settings
  fetch_compose
  build_bases
  build_stand_ins
  build_images
  exec unshare --net --mount --propagation private bash "$self" inside
fi
