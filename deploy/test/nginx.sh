# In the place of the entry point of nginx's image: what that does with templates and NGINX_ENTRYPOINT_LOCAL_RESOLVERS.
set -eu
resolvers=${NGINX_ENTRYPOINT_LOCAL_RESOLVERS:+$(awk '$1 == "nameserver" { printf "%s ", $2 }' /etc/resolv.conf)}
rm -f /etc/nginx/sites-enabled/default
for template in /etc/nginx/templates/*.template; do
  sed "s/\${NGINX_LOCAL_RESOLVERS}/$resolvers/" "$template" >"/etc/nginx/conf.d/$(basename "$template" .template)"
done
exec nginx -g 'daemon off; error_log /dev/stderr;'
