# To be sourced. Finds a .NET SDK that can build this tree, and sets it up for scripts.

DOTNET_RELEASE=10

# use_dotnet CALLER REPOSITORY: puts a suitable dotnet first on the PATH, or says how to get one and fails.
use_dotnet() {
    local caller=$1 repository=$2 found

    # First boot scripts and some services run without a home, which dotnet insists on; bash then takes it from the user database.
    if [[ ! -d ${HOME:-} ]]; then
        unset HOME
        export HOME=~
    fi

    # A minimal system has no ICU library; neither the build nor our programs need one.
    export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

    # No build process may outlive a script.
    export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

    if ! found=$(find_dotnet "$caller" "$repository"); then
        cat >&2 <<MESSAGE
$caller: the .NET $DOTNET_RELEASE SDK is missing. Get it in one of two ways, then run this again:
  - Debian, with Microsoft's package feed (https://learn.microsoft.com/dotnet/core/install/linux-debian):
      apt-get install dotnet-sdk-$DOTNET_RELEASE.0
  - anywhere, into ~/.dotnet:
      curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel $DOTNET_RELEASE.0
MESSAGE
        return 1
    fi
    PATH=$(dirname "$found"):$PATH
    export PATH
}

# Prints the path of a dotnet that can build this tree; says on standard error what is wrong with those that cannot.
find_dotnet() {
    local caller=$1 repository=$2 candidate complaint seen=' '
    for candidate in "$(command -v dotnet || true)" "${DOTNET_ROOT:-/usr/share/dotnet}/dotnet" \
        "$HOME/.dotnet/dotnet" /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet; do
        [[ -x $candidate ]] || continue
        candidate=$(readlink -f -- "$candidate")
        [[ $seen != *" $candidate "* ]] || continue
        seen+="$candidate "
        # In the tree, so that its global.json decides whether this SDK will do.
        if complaint=$(cd "$repository" && "$candidate" --version 2>&1); then
            printf '%s\n' "$candidate"
            return 0
        fi
        printf '%s: %s will not do:\n%s\n' "$caller" "$candidate" "$complaint" >&2
    done
    return 1
}
