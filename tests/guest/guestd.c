/*
 * guestd: what a test guest does, and how others see that it lives.
 *
 *   guestd [fill=MIB] [dirty=MIB_PER_SECOND] [ws=MIB]
 *
 * - Counts seconds since boot. Each count goes to the console and to block 0 of /dev/vda (O_DIRECT | O_SYNC).
 * - Writes a random pattern to /dev/vda at boot, which can be verified at any time later.
 * - Fills `fill` MiB of locked memory with random bytes, so that nothing of it compresses or is a zero page.
 * - Dirties `dirty` MiB a second, page by page, inside a working set of `ws` MiB (a part of the filled memory where it fits).
 *
 * UDP protocol, ports 7 and 8 alike. Port 7 is for probes, port 8 for requests that take long, so that reading the disk
 * never holds up an echo. A request is 1 to 64 bytes of text without spaces, its first letter is the command:
 *
 *   P...  probe          F...  has the fill finished?          V...  verify the pattern on the disk
 *
 * The reply is one line of words, the request first and as it was:
 *
 *   <request> counter=<n> nonce=<16 hex digits> uptime_ms=<n> fill=<MiB done>/<MiB wanted> [disk=ok disk_counter=<n>]
 *
 * nonce is drawn at boot: another nonce is another boot. counter and uptime_ms stop while the guest is stopped and never
 * go back in one instance. disk is `ok`, `none` (no disk), `writing` (for the first time, still),
 * `error:<errno>`, or `bad:<offset of the first wrong byte>`.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    PROBE_PORT = 7,
    CONTROL_PORT = 8,
    MAX_REQUEST = 64,
    PAGE = 4096,
    BLOCK = 4096,
    PATTERN_OFFSET = 1 << 20,
    PATTERN_BYTES = 4 << 20,
    DIRTY_TICKS_PER_SECOND = 100,
};

static const char DISK[] = "/dev/vda";
static const uint64_t MIB = 1 << 20;

static uint64_t nonce;
static atomic_uint_fast64_t counter;
static atomic_uint_fast64_t filled_mib;
static atomic_bool disk_written;
static pthread_mutex_t counting = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t counted = PTHREAD_COND_INITIALIZER;
static uint64_t fill_mib, dirty_mib, working_set_mib;

/* xorshift64*: fast under emulation, and its output does not compress. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t x = *state;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    *state = x;
    return x * UINT64_C(0x2545F4914F6CDD1D);
}

static uint64_t clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static void add_time(struct timespec *at, long nanoseconds)
{
    at->tv_nsec += nanoseconds;
    while (at->tv_nsec >= 1000000000L) {
        at->tv_nsec -= 1000000000L;
        at->tv_sec++;
    }
}

static void wait_until(const struct timespec *at)
{
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, at, NULL) == EINTR)
        ;
}

static void *new_block(void)
{
    void *block = NULL;
    if (posix_memalign(&block, BLOCK, BLOCK) != 0) {
        perror("guestd: posix_memalign");
        exit(1);
    }
    memset(block, 0, BLOCK);
    return block;
}

static void pattern_block(uint64_t *block, uint64_t offset)
{
    uint64_t state = nonce ^ (offset + 1);
    for (size_t i = 0; i < BLOCK / sizeof *block; i++)
        block[i] = next_random(&state);
}

static int write_pattern(int disk)
{
    uint64_t *block = new_block();
    int result = 0;
    for (uint64_t at = 0; at < PATTERN_BYTES && result == 0; at += BLOCK) {
        pattern_block(block, at);
        if (pwrite(disk, block, BLOCK, (off_t)(PATTERN_OFFSET + at)) != BLOCK)
            result = errno ? errno : EIO;
    }
    free(block);
    return result;
}

/* Reads past the page cache (O_DIRECT): what counts is what the server has. */
static void describe_disk(char *text, size_t size)
{
    int disk = open(DISK, O_RDONLY | O_DIRECT);
    if (disk < 0) {
        snprintf(text, size, " disk=none");
        return;
    }
    if (!atomic_load(&disk_written)) {
        snprintf(text, size, " disk=writing");
        close(disk);
        return;
    }

    uint64_t *wanted = new_block(), *found = new_block();
    for (uint64_t at = 0; at < PATTERN_BYTES; at += BLOCK) {
        if (pread(disk, found, BLOCK, (off_t)(PATTERN_OFFSET + at)) != BLOCK) {
            snprintf(text, size, " disk=error:%d", errno);
            goto done;
        }
        pattern_block(wanted, at);
        for (size_t i = 0; i < BLOCK; i++) {
            if (((char *)wanted)[i] != ((char *)found)[i]) {
                snprintf(text, size, " disk=bad:%" PRIu64, PATTERN_OFFSET + at + i);
                goto done;
            }
        }
    }

    if (pread(disk, found, BLOCK, 0) != BLOCK) {
        snprintf(text, size, " disk=error:%d", errno);
        goto done;
    }
    uint64_t disk_nonce = 0, disk_counter = 0;
    ((char *)found)[BLOCK - 1] = '\0';
    if (sscanf((char *)found, "nonce=%" SCNx64 " counter=%" SCNu64, &disk_nonce, &disk_counter) != 2 || disk_nonce != nonce)
        snprintf(text, size, " disk=bad:0");
    else
        snprintf(text, size, " disk=ok disk_counter=%" PRIu64, disk_counter);
done:
    free(wanted);
    free(found);
    close(disk);
}

static void *serve(void *port)
{
    int server = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons((uint16_t)(intptr_t)port) };
    if (server < 0 || bind(server, (struct sockaddr *)&here, sizeof here) != 0) {
        perror("guestd: UDP server");
        exit(1);
    }

    for (;;) {
        char request[MAX_REQUEST + 1], disk[64] = "", reply[512];
        struct sockaddr_in peer;
        socklen_t peer_size = sizeof peer;
        ssize_t size = recvfrom(server, request, MAX_REQUEST, 0, (struct sockaddr *)&peer, &peer_size);
        if (size <= 0 || !strchr("PFV", request[0]))
            continue;
        request[size] = '\0';
        if (request[0] == 'V')
            describe_disk(disk, sizeof disk);
        int length = snprintf(reply, sizeof reply,
            "%s counter=%" PRIuFAST64 " nonce=%016" PRIx64 " uptime_ms=%" PRIu64 " fill=%" PRIuFAST64 "/%" PRIu64 "%s",
            request, atomic_load(&counter), nonce, clock_ms(), atomic_load(&filled_mib), fill_mib, disk);
        sendto(server, reply, (size_t)length, 0, (struct sockaddr *)&peer, peer_size);
    }
    return NULL;
}

/* Apart from the counter's thread: a slow NFS server may delay what is on the disk, but not the count. */
static void *keep_disk(void *unused)
{
    (void)unused;
    int disk = open(DISK, O_RDWR | O_DIRECT | O_SYNC);
    if (disk < 0)
        return NULL;
    int failed = write_pattern(disk);
    printf("guestd: pattern on the disk: %s\n", failed ? strerror(failed) : "written");

    char *block = new_block();
    uint64_t written = UINT64_MAX;
    for (;;) {
        pthread_mutex_lock(&counting);
        while (atomic_load(&counter) == written)
            pthread_cond_wait(&counted, &counting);
        written = atomic_load(&counter);
        pthread_mutex_unlock(&counting);

        snprintf(block, BLOCK, "nonce=%016" PRIx64 " counter=%" PRIu64 "\n", nonce, written);
        if (pwrite(disk, block, BLOCK, 0) != BLOCK)
            printf("guestd: writing counter %" PRIu64 " to the disk failed: %s\n", written, strerror(errno));
        atomic_store(&disk_written, true);
    }
    return NULL;
}

static void *use_memory(void *unused)
{
    (void)unused;
    /* Background work: answering probes goes first on a guest with one CPU. */
    setpriority(PRIO_PROCESS, 0, 15);

    uint64_t size = (fill_mib > working_set_mib ? fill_mib : working_set_mib) * MIB;
    if (size == 0)
        return NULL;
    uint64_t *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        perror("guestd: memory to fill");
        return NULL;
    }

    uint64_t state = nonce | 1;
    for (uint64_t mib = 0; mib < fill_mib; mib++) {
        for (uint64_t i = 0; i < MIB / sizeof *memory; i++)
            memory[mib * MIB / sizeof *memory + i] = next_random(&state);
        atomic_store(&filled_mib, mib + 1);
    }
    if (mlock(memory, size) != 0)
        perror("guestd: mlock");
    printf("guestd: %" PRIu64 " MiB filled\n", fill_mib);

    if (dirty_mib == 0 || working_set_mib == 0)
        return NULL;
    const uint64_t pages = working_set_mib * MIB / PAGE;
    const uint64_t words = PAGE / sizeof *memory;
    uint64_t page = 0, owed = 0;
    struct timespec tick;
    clock_gettime(CLOCK_MONOTONIC, &tick);
    for (;;) {
        /* What is owed below one page is carried over, so that low rates are kept too. */
        owed += dirty_mib * MIB / DIRTY_TICKS_PER_SECOND;
        for (; owed >= PAGE; owed -= PAGE, page = (page + 1) % pages)
            for (uint64_t i = 0; i < words; i += words / 8)
                memory[page * words + i] = next_random(&state);
        add_time(&tick, 1000000000L / DIRTY_TICKS_PER_SECOND);
        wait_until(&tick);
    }
    return NULL;
}

static uint64_t option(const char *argument, const char *name)
{
    size_t length = strlen(name);
    if (strncmp(argument, name, length) != 0 || argument[length] != '=')
        return 0;
    return strtoull(argument + length + 1, NULL, 10);
}

static void start(void *(*run)(void *), void *argument)
{
    pthread_t thread;
    int failed = pthread_create(&thread, NULL, run, argument);
    if (failed) {
        fprintf(stderr, "guestd: thread: %s\n", strerror(failed));
        exit(1);
    }
}

int main(int count, char **arguments)
{
    /* As process 1 it has every orphan for a child, and wants none of their exit codes. */
    signal(SIGCHLD, SIG_IGN);
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (int i = 1; i < count; i++) {
        fill_mib += option(arguments[i], "fill");
        dirty_mib += option(arguments[i], "dirty");
        working_set_mib += option(arguments[i], "ws");
    }
    if (getrandom(&nonce, sizeof nonce, GRND_INSECURE) != sizeof nonce)
        nonce = clock_ms();

    start(serve, (void *)(intptr_t)PROBE_PORT);
    start(serve, (void *)(intptr_t)CONTROL_PORT);
    start(keep_disk, NULL);
    start(use_memory, NULL);

    struct timespec tick;
    clock_gettime(CLOCK_MONOTONIC, &tick);
    for (;;) {
        add_time(&tick, 1000000000L);
        wait_until(&tick);
        pthread_mutex_lock(&counting);
        uint64_t now = atomic_fetch_add(&counter, 1) + 1;
        pthread_cond_signal(&counted);
        pthread_mutex_unlock(&counting);
        printf("guestd: counter %" PRIu64 "\n", now);
    }
}
