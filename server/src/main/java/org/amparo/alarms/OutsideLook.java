package org.amparo.alarms;

/// A look that asks somebody over the network.
interface OutsideLook extends Look {}
