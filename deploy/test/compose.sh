# A part of deploy/test/pods.sh: compose.yaml as it is, by the real `docker compose`, with podman in the place of Docker's engine. The images of
# PostgreSQL and nginx, which no registry gives here, are Debian's programs under their names; they take what compose.yaml gives the real ones.

# Debian has the plugin from release 13 on, and it needs nothing but glibc.
fetch_compose() {
  [ -x "$work/docker/docker-compose" ] && return
  mkdir -p "$work/docker"
  mmdebstrap --quiet --variant=extract --include=docker-compose trixie "$work/docker/files.tar"
  tar -xf "$work/docker/files.tar" -C "$work/docker" --strip-components=5 ./usr/libexec/docker/cli-plugins/docker-compose
  rm "$work/docker/files.tar"
}
build_stand_ins() {
  local context=$root/deploy/test
  build "$context" "$(image_of postgres)" "FROM $image-debian" 'COPY postgres.sh /' 'VOLUME /var/lib/postgresql/data' 'STOPSIGNAL SIGINT' 'ENTRYPOINT ["sh", "/postgres.sh"]'
  build "$context" "$(image_of nginx)" "FROM $image-debian" 'COPY nginx.sh /' 'STOPSIGNAL SIGQUIT' 'ENTRYPOINT ["sh", "/nginx.sh"]'
}
# The name under which compose.yaml looks for an image.
image_of() { sed -n "s|^ *image: \(docker.io/library/$1:.*\)|\1|p" "$root/compose.yaml"; }

compose() {
  DOCKER_HOST=unix://$work/docker.sock timeout 300 "$work/docker/docker-compose" --project-directory "$root" "$@" >>"$work/compose.log" 2>&1 8>&- ||
    stop "docker compose $*; $work/compose.log says why"
}
# Docker's engine asks by itself; podman leaves it to systemd. It may hang where a container ends meanwhile.
ask_for_health() {
  local one
  while sleep 1; do
    for one in $(pod_man ps -q); do timeout 10 podman "${storage[@]}" healthcheck run "$one" >/dev/null 2>&1 9>&- || :; done
  done
}
chat() { curl -sf -m 10 -H 'Content-Type: application/json' ${token:+-H "Authorization: Bearer $token"} "$@"; }
post() { chat -o /dev/null "$web/api/rooms/general/messages" -d "{\"id\":\"$(cat /proc/sys/kernel/random/uuid)\",\"text\":\"$1\"}"; }
said() { chat "$web/api/rooms/general/events?after=0" | grep -o '"text":"[^"]*"' | sed 's/.*:"\(.*\)"/\1/' | tr '\n' ' '; }
serves() { chat "$web/api/session" -d '{"name":"Ann"}' | grep "\"node\":\"$1\"" >/dev/null; }

compose_life() {
  local web=http://127.0.0.1:8080 token="" text
  now "docker compose"
  helper engine podman "${storage[@]}" --network-config-dir "$work/networks" system service --time=0 "unix://$work/docker.sock"
  within 30 "podman's service" test -S "$work/docker.sock"
  pod_man tag $image:one docker.io/library/dochat:0.1.0
  : >"$work/compose.log"
  ask_for_health 8>&- &
  health=$!
  compose down --volumes # of a run that was cut off
  compose up --wait
  token=$(chat "$web/api/session" -d '{"name":"Mina"}' | sed -n 's/.*"token":"\([^"]*\)".*/\1/p')
  post first
  compose kill two
  for text in 1 2 3 4 5 6; do post "$text"; done
  compose up --wait
  within 30 "nginx finds the node that came back" serves two
  compose down
  compose up --wait
  [ "$(said)" = "first 1 2 3 4 5 6 " ] || stop "after compose down and up there was: $(said)"
  compose down --volumes
  kill "$health"
  say "three nodes, PostgreSQL and nginx by docker compose; one killed, all ended and started again"
}
