eval ${COMMAND}
eval "fixed"
