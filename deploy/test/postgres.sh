# In the place of the entry point of PostgreSQL's image: what that does with the variables of compose.yaml when its volume is empty.
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin)
data=/var/lib/postgresql/data
as_postgres() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }

install -d -m 700 -o postgres /var/run/postgresql "$data"
if [ ! -s "$data/PG_VERSION" ]; then
  password=$(mktemp)
  chown postgres "$password"
  printf '%s\n' "$POSTGRES_PASSWORD" >"$password"
  as_postgres "$bin/initdb" -D "$data" -U "$POSTGRES_USER" --pwfile="$password" --auth=scram-sha-256 -E UTF8 --no-locale
  echo 'host all all all scram-sha-256' >>"$data/pg_hba.conf"
  echo "CREATE DATABASE $POSTGRES_DB" | as_postgres "$bin/postgres" --single -D "$data" postgres
fi
exec setpriv --reuid=postgres --regid=postgres --clear-groups "$bin/postgres" -D "$data" -c listen_addresses='*'
