"""What keeps the program quick and safe at run time: held keys, garbage collection, a lost terminal."""
