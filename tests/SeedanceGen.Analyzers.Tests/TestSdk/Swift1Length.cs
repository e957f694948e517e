namespace Studio;

public enum Swift1Length
{
    Seconds5 = 5,
    Seconds10 = 10,
}
