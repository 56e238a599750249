@org.jspecify.annotations.NullMarked
package org.amparo.retention;
