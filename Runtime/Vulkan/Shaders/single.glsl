// For kernels that are there in single precision only.
#define REAL float
#define REAL_BITS 32
