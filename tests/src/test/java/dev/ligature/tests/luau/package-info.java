/** Generated Luau: what each one-feature header becomes, and whether it is Luau. */
package dev.ligature.tests.luau;
