using System.Data.Common;

namespace MigrationActors.Node.Persistence;

/// <summary>The database behind the journal: what differs between SQLite and PostgreSQL.</summary>
public abstract class JournalDatabase
{
    /// <summary>What people call it, without secrets.</summary>
    public abstract string Name { get; }

    /// <summary>LINQ to DB's name for the kind of database.</summary>
    public abstract string Provider { get; }

    /// <summary>For the journal at work. It may name a file with a password, but never holds one.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>
    /// The table, where there is none yet, as Akka.Persistence.Sql's default mapping wants it. Made here and not by that library, because
    /// its journal fails for good where it cannot make its tables at first, and stays so after the database is back.
    /// </summary>
    public abstract string CreateTables { get; }

    /// <summary>A connection for the check before the start, not open yet.</summary>
    /// <exception cref="JournalException">There is no place for the database.</exception>
    public abstract DbConnection CreateConnection();

    /// <summary>What is wrong and what to do, for what people meet most; else what the database said.</summary>
    public abstract string Explain(DbException fault);
}
