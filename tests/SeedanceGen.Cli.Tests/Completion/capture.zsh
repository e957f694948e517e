# capture.zsh TYPED LOAD: types a line in a zsh of its own, presses the key of completion, and prints what is offered, a line each.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1= PS2=; stty -echo; autoload -Uz compinit; compinit -u -D'
zpty -w shell "$2"
# What a completion offers goes through compadd; where compadd is only asked to sort words, it is left alone.
zpty -w shell '
compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
  local -a hits
  builtin compadd -A hits "$@"
  local hit
  for hit in $hits; do print -r -- "offered:$hit"; done
}
offer() { unset "compstate[vared]"; _main_complete; print -r -- "offered all" }
zle -C offer complete-word offer
bindkey "^I" offer
print -r -- "read""y"'
zpty -r shell text '*ready*'
zpty -n -w shell "$1"$'\t'
zpty -r shell text '*offered all*'
print -r -- "$text" | tr -d '\r' | sed -n 's/^.*offered:\([^ ]*\)$/\1/p'
zpty -d shell
