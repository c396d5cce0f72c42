/*
 * libc.h: a part of the C library as POSIX describes it, for trying out callbacks, structs, errno and
 * dlopen. The declarations are those of the standard, the values those of Linux; the comments are ours.
 */
#ifndef LIGATURE_SAMPLE_LIBC_H
#define LIGATURE_SAMPLE_LIBC_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Sorting and searching ---------------------------------------------------------------- */

/** Compares two elements. @return less than, equal to or greater than 0 */
typedef int comparison(const void *a, const void *b);

/**
 * Sorts an array.
 *
 * @param base the first element
 * @param count elements
 * @param size bytes of an element
 */
void qsort(void *base, size_t count, size_t size, comparison *compare);

/** @return an element of a sorted array that is equal to key, NULL if there is none */
void *bsearch(const void *key, const void *base, size_t count, size_t size, comparison *compare);

/* ---- The environment and errors ----------------------------------------------------------- */

/** @return the value of an environment variable, NULL if it is not set */
char *getenv(const char *name);

/** @return 0, or -1 with errno set */
int setenv(const char *name, const char *value, int overwrite);

/** @return the text for a value of errno */
char *strerror(int error);

#define ENOENT 2  /**< no such file or directory */
#define EACCES 13 /**< permission denied */
#define EISDIR 21 /**< is a directory */

/* ---- Time --------------------------------------------------------------------------------- */

/** Seconds since the start of 1970, UTC. */
typedef long time_t;

/** A date and a time of day, in parts. */
struct tm {
  int tm_sec;  /**< 0 to 60 */
  int tm_min;  /**< 0 to 59 */
  int tm_hour; /**< 0 to 23 */
  int tm_mday; /**< day of the month, from 1 */
  int tm_mon;  /**< month, from 0 */
  int tm_year; /**< years since 1900 */
  int tm_wday; /**< day of the week, from 0 for Sunday */
  int tm_yday; /**< day of the year, from 0 */
  int tm_isdst; /**< positive in summer time, negative if unknown */
  long tm_gmtoff; /**< seconds east of UTC */
  const char *tm_zone; /**< the time zone's abbreviation */
};

/** @param now receives the result too, unless it is NULL @return the current time */
time_t time(time_t *now);

/** Splits a time into its parts in UTC. @return parts */
struct tm *gmtime_r(const time_t *when, struct tm *parts);

/** @return the time that the parts give in UTC; puts parts that are out of range in order */
time_t timegm(struct tm *parts);

/**
 * Writes a date as text.
 *
 * @param[out] text receives it with a terminating zero
 * @param size bytes that fit into text
 * @return bytes written without the zero, 0 if they don't fit
 */
size_t strftime(char *text, size_t size, const char *format, const struct tm *parts);

/* ---- Files -------------------------------------------------------------------------------- */

/** An open file. */
typedef struct libc_file FILE;

/** @return NULL on failure, with errno set */
FILE *fopen(const char *path, const char *mode);
int fclose(FILE *file);
size_t fread(void *buffer, size_t size, size_t count, FILE *file);
size_t fwrite(const void *buffer, size_t size, size_t count, FILE *file);

/** @return nonzero if reading or writing has failed */
int ferror(FILE *file);

/* ---- Libraries loaded at run time --------------------------------------------------------- */

#define RTLD_LAZY 1 /**< bind functions when they are first called */
#define RTLD_NOW 2  /**< bind all functions at once */

/** @param file a path or a name to search @return NULL on failure; see dlerror() */
void *dlopen(const char *file, int mode);

/** @return the address of a function or variable, NULL on failure; see dlerror() */
void *dlsym(void *library, const char *name);
int dlclose(void *library);

/** @return what went wrong since the last call, NULL if nothing did */
char *dlerror(void);

#ifdef __cplusplus
}
#endif

#endif
