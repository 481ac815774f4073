namespace MigrationActors.Qemu.Qmp;

/// <summary>
/// Cuts the byte stream of a QMP socket into lines of JSON, however the kernel fragments it. A raw newline cannot occur inside
/// JSON text, so it always ends a message.
/// </summary>
/// <param name="maxLineBytes">A longer line is refused, so that a runaway peer cannot fill the memory.</param>
public sealed class QmpFramer(int maxLineBytes)
{
    private const byte NewLine = (byte)'\n';
    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _scanned;
    private int _end;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        MakeRoom(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>Takes the next whole line, without its end and never empty.</summary>
    /// <exception cref="QmpProtocolException">The line is longer than the limit.</exception>
    public bool TryReadLine(out byte[] line)
    {
        while (true)
        {
            var newLine = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf(NewLine);
            if (newLine < 0)
            {
                _scanned = _end;
                RefuseTooLong(_end - _start);
                line = [];
                return false;
            }

            var raw = _buffer.AsSpan(_start, _scanned + newLine - _start);
            RefuseTooLong(raw.Length);
            line = raw.Trim("\r \t"u8).ToArray();
            _start = _scanned += newLine + 1;
            if (line.Length > 0)
                return true;
        }
    }

    private void RefuseTooLong(int length)
    {
        if (length > maxLineBytes)
            throw new QmpProtocolException($"A line from the QMP socket is longer than {maxLineBytes} bytes; this is not a QEMU monitor, or it is broken.");
    }

    private void MakeRoom(int extra)
    {
        if (_end + extra <= _buffer.Length)
            return;

        var pending = _end - _start;
        var target = pending + extra <= _buffer.Length ? _buffer : new byte[Math.Max(_buffer.Length * 2, pending + extra)];
        _buffer.AsSpan(_start, pending).CopyTo(target);
        _buffer = target;
        _scanned -= _start;
        _end = pending;
        _start = 0;
    }
}
