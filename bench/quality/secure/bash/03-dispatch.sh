#!/bin/bash
# CWE-95: a case instead of eval
set -eu

action=${1:-}
unit=${2:-}
case $unit in
    web|worker|scheduler) ;;
    *) echo "unknown unit" >&2; exit 2 ;;
esac
case $action in
    start|stop|restart) systemctl "$action" "shop-$unit.service" ;;
    logs) journalctl --unit "shop-$unit.service" --lines 50 --no-pager ;;
    *) echo "usage: $0 start|stop|restart|logs UNIT" >&2; exit 2 ;;
esac
