# To be sourced. Installs the Debian packages that are missing, and only those.

TESTBED_PACKAGES=(
    qemu-system-x86 qemu-utils qemu-block-extra seabios ipxe-qemu busybox-static iperf3 cpio iproute2 ethtool
    nfs-ganesha nfs-ganesha-vfs rpcbind gcc libc6-dev procps
)

# What these packages would start as services of this machine: "PACKAGE SERVICE". The testbed starts its own, in its namespaces.
PACKAGE_SERVICES=(
    "nfs-ganesha nfs-ganesha.service"
    "nfs-ganesha nfs-ganesha-lock.service"
    "rpcbind rpcbind.service"
    "rpcbind rpcbind.socket"
)

install_testbed_packages() {
    install_packages "${TESTBED_PACKAGES[@]}"
}

# The tests run a database server of their own, in a temporary folder.
install_test_packages() {
    install_packages "${TESTBED_PACKAGES[@]}" postgresql
}

# A chart needs a font for its words; a minimal system has none.
install_demo_packages() {
    install_packages "${TESTBED_PACKAGES[@]}" fonts-dejavu-core
}

# install_packages NAME...: quiet where nothing is missing.
install_packages() {
    local package missing=()
    for package in "$@"; do
        [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    if [ "$(id -u)" -ne 0 ]; then
        echo "Missing packages: ${missing[*]}. Run this as root, or install them with: sudo apt-get install ${missing[*]}" >&2
        return 1
    fi
    echo "Installing ${missing[*]}" >&2
    local log
    log=$(mktemp)
    if ! { apt-get update -q && install_without_starting "${missing[@]}"; } >"$log" 2>&1; then
        cat "$log" >&2
        echo "Installing ${missing[*]} failed; apt's messages are above. Is this Debian, with its mirrors in reach?" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
    disable_new_services "${missing[@]}"
}

# Installing PostgreSQL would also create a database cluster of this machine; nobody here wants one. Its own setting against that
# is only there while it is installed.
POSTGRESQL_DEFAULTS=/etc/postgresql-common/createcluster.d

# policy-rc.d is Debian's way to keep a package's services from being started as it is installed. One that is there already
# is the owner's, and stays.
install_without_starting() {
    local policy=/usr/sbin/policy-rc.d guarded="" result=0
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
        guarded=yes
    fi
    mkdir -p "$POSTGRESQL_DEFAULTS"
    echo "create_main_cluster = false" >"$POSTGRESQL_DEFAULTS/zz-tests-only.conf"
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" || result=$?
    rm -f "$POSTGRESQL_DEFAULTS/zz-tests-only.conf"
    rmdir --parents --ignore-fail-on-non-empty "$POSTGRESQL_DEFAULTS" 2>/dev/null || true
    [ -z "$guarded" ] || rm -f "$policy"
    return $result
}

# Otherwise they would start with the next boot. Services of packages that were there before are left as they are.
disable_new_services() {
    local entry package service
    [ -d /run/systemd/system ] || return 0
    for entry in "${PACKAGE_SERVICES[@]}"; do
        read -r package service <<<"$entry"
        if [[ " $* " == *" $package "* ]] && systemctl cat "$service" >/dev/null 2>&1; then
            systemctl disable --quiet "$service"
        fi
    done
}
