# To be sourced, after dotnet.sh, build.sh and install.sh. For programs of this repository that bring up a testbed of their own.

# run_on_testbed REPOSITORY NAME PROJECT_FOLDER [ARGUMENT ...]: installs what is missing, builds, runs the program of this name, and takes its
# testbed (--prefix, by default the program's name) down where a signal ended it. Exits as the program does.
run_on_testbed() {
    local repository=$1 name=$2 project=$3 prefix=$2 looking="" status=0 i
    shift 3
    local arguments=("$@")
    for ((i = 0; i < $#; i++)); do
        case "${arguments[i]}" in
            --prefix) prefix=${arguments[i + 1]-} ;;
            --prefix=*) prefix=${arguments[i]#*=} ;;
            -h | -\? | --help | --version) looking=yes ;;
        esac
    done

    use_dotnet "$name" "$repository"
    if [[ -z $looking ]]; then
        if ((EUID != 0)); then
            echo "$name: run this as root (sudo scripts/$name): it makes network namespaces, taps and tc rules." >&2
            exit 1
        fi
        install_testbed_packages
    fi
    build_when_stale "$repository" "$project" "$name"

    # A signal is for the program; we stay to tidy behind it.
    trap : INT TERM HUP
    dotnet "$built" "$@" || status=$?

    # Ended by a signal, such as Ctrl-C: it may not have got as far as taking its testbed down.
    if ((status >= 128)); then
        dotnet "$repository/tests/MigrationActors.Testbed/bin/Release/net$DOTNET_RELEASE.0/testbed.dll" down --prefix "$prefix" >&2
    fi
    exit "$status"
}
