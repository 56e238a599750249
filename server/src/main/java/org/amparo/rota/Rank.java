package org.amparo.rota;

/// Who is asked first.
public enum Rank {
    PRIMARY,
    BACKUP
}
