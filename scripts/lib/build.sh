# To be sourced. Builds a program of this repository only where that is needed, because asking dotnet takes seconds.

# build_when_stale REPOSITORY PROJECT_FOLDER ASSEMBLY: sets `built` to the program's dll.
build_when_stale() {
    local repository=$1 project=$2 assembly=$3 stamp newer=""
    built=$repository/$project/bin/Release/net10.0/$assembly.dll
    # The dll keeps its time when a build finds nothing to change in it, so a file of our own says when we last built.
    stamp=$repository/$project/obj/built-for-scripts
    if [ -f "$built" ] && [ -f "$stamp" ]; then
        newer=$(cd "$repository" && find src tests Directory.Build.props Directory.Packages.props global.json \
            \( -name bin -o -name obj \) -prune -o -type f ! -name '*.md' -newer "$stamp" -print -quit)
        [ -n "$newer" ] || return 0
    fi
    # A file saved while we build counts as newer than the stamp, so the stamp is taken before.
    mkdir -p "$(dirname "$stamp")"
    local started log
    started=$(mktemp "$stamp.XXXXXX")
    if ! log=$(dotnet build "$repository/$project" --configuration Release --disable-build-servers --nologo --verbosity quiet 2>&1); then
        rm -f "$started"
        printf '%s\n' "$log" >&2
        echo "Building $project failed; the compiler's messages are above." >&2
        return 1
    fi
    mv "$started" "$stamp"
}
