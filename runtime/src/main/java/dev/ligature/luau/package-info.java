/** dev.ligature.luau */
package dev.ligature.luau;
