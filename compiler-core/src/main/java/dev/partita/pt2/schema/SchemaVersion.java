package dev.partita.pt2.schema;

/** Version of the program's JSON. A new minor adds, a new major breaks; schema 1 had no minor. */
public record SchemaVersion(int major, int minor) implements Comparable<SchemaVersion> {

    /** The newest one that this code was written against. */
    public static final SchemaVersion CURRENT = new SchemaVersion(8, 20);

    public boolean isBefore(int otherMajor, int otherMinor) {
        return compareTo(new SchemaVersion(otherMajor, otherMinor)) < 0;
    }

    @Override
    public int compareTo(SchemaVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
