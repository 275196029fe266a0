#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What Maven runs to build the page: says what is missing before node could say it.
set -eu
command -v node >/dev/null 2>&1 || {
  echo "node is missing; it builds the page of the console. On Debian: apt-get install nodejs npm" >&2
  exit 1
}
exec node "$(dirname "$0")/build.mjs" "$@"
