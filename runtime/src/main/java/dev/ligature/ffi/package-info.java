/** dev.ligature.ffi */
package dev.ligature.ffi;
