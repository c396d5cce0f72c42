#!/bin/sh
# Generates the bindings of all samples anew; arguments go to bindgen (try --check).
cd "${0%/*}/.." || exit 3
code=0
for config in samples/*/bindgen.yaml; do
  bin/bindgen --config "$config" "$@" || code=$?
done
exit "$code"
