/** Ends *\/ here? ]] and --]=] and \u002a/ and <script> {@code } */
int careful(int x);
/// line with "quotes" and 'apostrophes' and \backslash
int also_careful(void);
