struct wide { unsigned long long low : 33; unsigned long long high : 31; long long sign : 64; unsigned char one : 1; };
