#!/bin/sh
# The image's entry point runs what lies beside this before it starts nginx.
exec /opt/stemma/nginx/render.sh /etc/nginx/conf.d
