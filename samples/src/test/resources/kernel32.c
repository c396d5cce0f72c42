/*
 * A stand-in for kernel32.dll on other systems: the functions that the samples call, on top of POSIX,
 * with the types of Windows. Errors are told by errno, as that is what the runtimes keep here.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef int32_t BOOL;
typedef uint8_t BYTE;
typedef uint16_t WORD, WCHAR;
typedef uint32_t DWORD;
typedef int32_t LONG;
typedef void *HANDLE;

enum { NO_SUCH_FILE = 2, ACCESS_DENIED = 5, INVALID_HANDLE = 6, MORE_DATA = 234 };

struct object {
  enum { OPEN_FILE, SERIAL_PORT, THREAD } kind;
  int fd;
  pthread_t thread;
  DWORD (*start)(void *);
  void *parameter;
  DWORD exit_code;
};

static BOOL fail(DWORD error) {
  errno = (int)error;
  return 0;
}

/* UTF-16 to UTF-8. */
static char *narrow(const WCHAR *text) {
  size_t length = 0;
  while (text[length]) length++;
  unsigned char *bytes = malloc(3 * length + 1), *out = bytes;
  for (const WCHAR *at = text; *at; at++) {
    uint32_t c = *at;
    if (c >= 0xd800 && c < 0xdc00) c = 0x10000 + ((c - 0xd800) << 10) + (*++at - 0xdc00);
    if (c < 0x80) {
      *out++ = c;
    } else if (c < 0x800) {
      *out++ = 0xc0 | c >> 6;
      *out++ = 0x80 | (c & 63);
    } else if (c < 0x10000) {
      *out++ = 0xe0 | c >> 12;
      *out++ = 0x80 | (c >> 6 & 63);
      *out++ = 0x80 | (c & 63);
    } else {
      *out++ = 0xf0 | c >> 18;
      *out++ = 0x80 | (c >> 12 & 63);
      *out++ = 0x80 | (c >> 6 & 63);
      *out++ = 0x80 | (c & 63);
    }
  }
  *out = 0;
  return (char *)bytes;
}

/* ---- Errors */

DWORD FormatMessageW(DWORD flags, const void *source, DWORD error, DWORD language, WCHAR *buffer,
                     DWORD size, void *arguments) {
  const char *text = error == NO_SUCH_FILE     ? "The system cannot find the file specified.\r\n"
                     : error == ACCESS_DENIED  ? "Access is denied.\r\n"
                     : error == INVALID_HANDLE ? "The handle is invalid.\r\n"
                                               : "Unknown error.\r\n";
  if (!(flags & 0x1000) || strlen(text) + 1 > size) return 0;
  DWORD length = 0;
  for (; text[length]; length++) buffer[length] = text[length];
  buffer[length] = 0;
  return length;
}

/* ---- Files */

HANDLE CreateFileW(const WCHAR *name, DWORD access, DWORD share, void *security, DWORD disposition,
                   DWORD attributes, HANDLE template) {
  struct object *object = calloc(1, sizeof *object);
  char *path = narrow(name);
  if (strcmp(path, "COM1") == 0) {
    object->kind = SERIAL_PORT;
  } else {
    int flags = access & 0x40000000u ? access & 0x80000000u ? O_RDWR : O_WRONLY : O_RDONLY;
    if (disposition == 2) flags |= O_CREAT | O_TRUNC;
    object->fd = open(path, flags, 0666);
    if (object->fd < 0) {
      int error = errno == ENOENT ? NO_SUCH_FILE : ACCESS_DENIED;
      free(path);
      free(object);
      fail(error);
      return (HANDLE)-1;
    }
  }
  free(path);
  return object;
}

BOOL CloseHandle(HANDLE handle) {
  struct object *object = handle;
  if (object->kind == OPEN_FILE) close(object->fd);
  free(object);
  return 1;
}

BOOL ReadFile(HANDLE handle, void *buffer, DWORD size, DWORD *count, void *overlapped) {
  ssize_t length = read(((struct object *)handle)->fd, buffer, size);
  if (length < 0) return fail(INVALID_HANDLE);
  *count = (DWORD)length;
  return 1;
}

BOOL GetFileSizeEx(HANDLE handle, int64_t *size) {
  int fd = ((struct object *)handle)->fd;
  off_t at = lseek(fd, 0, SEEK_CUR);
  *size = lseek(fd, 0, SEEK_END);
  lseek(fd, at, SEEK_SET);
  return *size < 0 ? fail(INVALID_HANDLE) : 1;
}

union large { struct { DWORD low; LONG high; }; int64_t quad; };

BOOL SetFilePointerEx(HANDLE handle, union large distance, union large *now, DWORD method) {
  off_t at = lseek(((struct object *)handle)->fd, distance.quad, (int)method);
  if (at < 0) return fail(INVALID_HANDLE);
  if (now) now->quad = at;
  return 1;
}

typedef DWORD (*progress)(union large, union large, union large, union large, DWORD, DWORD, HANDLE,
                          HANDLE, void *);

BOOL CopyFileExW(const WCHAR *from, const WCHAR *to, progress report, void *data, BOOL *cancel,
                 DWORD flags) {
  HANDLE source = CreateFileW(from, 0x80000000u, 1, NULL, 3, 0, NULL);
  if (source == (HANDLE)-1) return 0;
  HANDLE target = CreateFileW(to, 0x40000000u, 0, NULL, 2, 0, NULL);
  if (target == (HANDLE)-1) {
    int error = errno;
    CloseHandle(source);
    return fail(error);
  }
  union large size, done = {.quad = 0};
  GetFileSizeEx(source, &size.quad);
  static char piece[65536];
  DWORD count, answer = 0;
  while (answer == 0 && ReadFile(source, piece, sizeof piece, &count, NULL) && count > 0) {
    if (write(((struct object *)target)->fd, piece, count) != (ssize_t)count) break;
    done.quad += count;
    if (report) answer = report(size, done, size, done, 1, 0, source, target, data);
  }
  CloseHandle(source);
  CloseHandle(target);
  return done.quad == size.quad ? 1 : fail(1235);
}

/* ---- The machine */

struct system_info {
  union { DWORD oem; struct { WORD architecture, reserved; }; };
  DWORD page_size;
  void *minimum, *maximum;
  uint64_t mask;
  DWORD processors, type, granularity;
  WORD level, revision;
};

void GetNativeSystemInfo(struct system_info *info) {
  memset(info, 0, sizeof *info);
  info->architecture = 9;
  info->page_size = (DWORD)sysconf(_SC_PAGESIZE);
  info->minimum = (void *)0x10000;
  info->maximum = (void *)0x7ffffffeffff;
  info->processors = (DWORD)sysconf(_SC_NPROCESSORS_ONLN);
  info->mask = ((uint64_t)1 << info->processors) - 1;
  info->granularity = 65536;
}

struct memory_status { DWORD length, load; uint64_t total, available, rest[5]; };

BOOL GlobalMemoryStatusEx(struct memory_status *status) {
  if (status->length != sizeof *status) return fail(87);
  status->total = (uint64_t)sysconf(_SC_PHYS_PAGES) * (uint64_t)sysconf(_SC_PAGESIZE);
  status->available = (uint64_t)sysconf(_SC_AVPHYS_PAGES) * (uint64_t)sysconf(_SC_PAGESIZE);
  status->load = (DWORD)(100 - 100 * status->available / status->total);
  return 1;
}

BOOL GetComputerNameExW(DWORD format, WCHAR *buffer, DWORD *size) {
  static const WCHAR name[] = {'P', 'C', '-', 0xdc, 0xd83d, 0xde00, 0}; /* PC-Ü and an emoji */
  DWORD length = sizeof name / sizeof *name;
  if (buffer == NULL || *size < length) {
    *size = length;
    return fail(MORE_DATA);
  }
  memcpy(buffer, name, sizeof name);
  *size = length - 1;
  return 1;
}

struct system_time { WORD year, month, weekday, day, hour, minute, second, milliseconds; };

uint64_t GetTickCount64(void) {
  struct timespec now;
  clock_gettime(CLOCK_BOOTTIME, &now);
  return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

void GetSystemTime(struct system_time *time) {
  struct timespec now;
  struct tm parts;
  clock_gettime(CLOCK_REALTIME, &now);
  gmtime_r(&now.tv_sec, &parts);
  *time = (struct system_time){(WORD)(parts.tm_year + 1900), (WORD)(parts.tm_mon + 1),
                               (WORD)parts.tm_wday,          (WORD)parts.tm_mday,
                               (WORD)parts.tm_hour,          (WORD)parts.tm_min,
                               (WORD)parts.tm_sec,           (WORD)(now.tv_nsec / 1000000)};
}

struct dcb {
  DWORD length, baud_rate;
  DWORD binary : 1, parity_on : 1, cts : 1, dsr : 1, dtr : 2, dsr_sensitivity : 1, tx : 1, out_x : 1,
      in_x : 1, error_char : 1, null : 1, rts : 2, abort : 1, dummy : 17;
  WORD reserved, xon, xoff;
  BYTE byte_size, parity, stop_bits;
  char characters[5];
  WORD reserved1;
};

BOOL GetCommState(HANDLE handle, struct dcb *dcb) {
  if (((struct object *)handle)->kind != SERIAL_PORT || dcb->length != sizeof *dcb) return fail(87);
  dcb->baud_rate = 115200;
  dcb->binary = 1;
  dcb->cts = 1;
  dcb->dtr = 1;
  dcb->rts = 2;
  dcb->byte_size = 8;
  return 1;
}

/* ---- Threads */

static struct { void (*call)(uint64_t); uint64_t data; } queue[16];
static int queued;

HANDLE GetCurrentThread(void) { return (HANDLE)-2; }

DWORD GetCurrentThreadId(void) { return (DWORD)gettid(); }

DWORD QueueUserAPC(void (*call)(uint64_t), HANDLE thread, uint64_t data) {
  if (thread != GetCurrentThread() || queued == 16) return 0;
  queue[queued].call = call;
  queue[queued++].data = data;
  return 1;
}

DWORD SleepEx(DWORD milliseconds, BOOL alertable) {
  if (!alertable || queued == 0) {
    usleep(milliseconds * 1000);
    return 0;
  }
  int count = queued;
  queued = 0;
  for (int i = 0; i < count; i++) queue[i].call(queue[i].data);
  return 0xc0; /* WAIT_IO_COMPLETION */
}

static void *run(void *argument) {
  struct object *object = argument;
  object->exit_code = object->start(object->parameter);
  return NULL;
}

HANDLE CreateThread(void *security, uint64_t stack, DWORD (*start)(void *), void *parameter,
                    DWORD flags, DWORD *id) {
  struct object *object = calloc(1, sizeof *object);
  object->kind = THREAD;
  object->start = start;
  object->parameter = parameter;
  if (pthread_create(&object->thread, NULL, run, object) != 0) {
    free(object);
    fail(8);
    return NULL;
  }
  return object;
}

DWORD WaitForSingleObject(HANDLE handle, DWORD milliseconds) {
  struct object *object = handle;
  return object->kind == THREAD && pthread_join(object->thread, NULL) == 0 ? 0 : 0xffffffffu;
}

BOOL GetExitCodeThread(HANDLE handle, DWORD *code) {
  *code = ((struct object *)handle)->exit_code;
  return 1;
}
