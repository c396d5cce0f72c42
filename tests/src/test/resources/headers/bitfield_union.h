union reg { unsigned int whole; struct { unsigned low : 4; unsigned mid : 8; unsigned high : 20; } part; struct { unsigned odd : 1; unsigned other : 31; }; };
