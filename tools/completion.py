"""The completions of bash, zsh and fish: commands, options, the words that a command takes, and files."""

from collections.abc import Mapping

from tools.identity import identity
from tools.parsed import next_words


def files() -> Mapping[str, str]:
    """Return each script by its place below /usr/share."""
    command = identity().command
    return {
        f"bash-completion/completions/{command}": bash(command),
        f"zsh/vendor-completions/_{command}": zsh(command),
        f"fish/vendor_completions.d/{command}.fish": fish(command),
    }


def _cases() -> tuple[str, str]:
    """Return the patterns of all commands, and the branches that set what may follow, for bash and zsh."""
    known = next_words()
    names = " | ".join(f'"{words}"' for words in known if words)
    return names, "\n".join(f'    "{words}") next="{" ".join(after)}" ;;' for words, after in known.items())


def bash(command: str) -> str:
    """Return the script for bash 4 and newer."""
    names, cases = _cases()
    return f"""# Completes {command} in bash; what it does not know is completed as a file.
_{command}() {{
    local said='' next='' at
    for ((at = 1; at < COMP_CWORD; at++)); do
        case "${{said:+$said }}${{COMP_WORDS[at]}}" in
        {names})
            said="${{said:+$said }}${{COMP_WORDS[at]}}" ;;
        esac
    done
    case "$said" in
{cases}
    esac
    mapfile -t COMPREPLY < <(compgen -W "$next" -- "$2")
}}
complete -o default -F _{command} {command}
"""


def zsh(command: str) -> str:
    """Return the function for zsh.

    https://zsh.sourceforge.io/Doc/Release/Completion-System.html
    """
    names, cases = _cases()
    return f"""#compdef {command}
# Completes {command} in zsh; what it does not know is completed as a file.
local said='' next='' at
for ((at = 2; at < CURRENT; at++)); do
    case "${{said:+$said }}${{words[at]}}" in
    {names})
        said="${{said:+$said }}${{words[at]}}" ;;
    esac
done
case "$said" in
{cases}
esac
compadd -- ${{=next}} || _files
"""


def fish(command: str) -> str:
    """Return the script for fish.

    https://fishshell.com/docs/current/completions.html
    """
    known = next_words()
    names = " ".join(f"'{words}'" for words in known if words)
    cases = "\n".join(
        f"        case '{words}'\n            string split ' ' -- '{' '.join(after)}'"
        for words, after in known.items()
    )
    return f"""# Completes {command} in fish; what it does not know is completed as a file.
function __{command}_next
    set -l said
    for word in (commandline -opc)[2..]
        switch (string join ' ' -- $said $word)
            case {names}
                set said $said $word
        end
    end
    switch (string join ' ' -- $said)
{cases}
    end
end
complete -c {command} -a '(__{command}_next)'
"""
