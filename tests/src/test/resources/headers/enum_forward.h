enum late;
enum late { EARLY, LATE };
enum late when(void);
