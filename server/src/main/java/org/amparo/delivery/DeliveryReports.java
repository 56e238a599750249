package org.amparo.delivery;

/// Hears the carrier's reports.
public interface DeliveryReports {
    /// Records a report: a status only moves forward, a repeat or an unknown message changes nothing.
    void record(DeliveryReport report);
}
