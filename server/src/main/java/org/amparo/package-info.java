/// The program's door: reads the command line and starts the server.
@org.jspecify.annotations.NullMarked
package org.amparo;
