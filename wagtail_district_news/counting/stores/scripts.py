"""What runs inside Valkey, each script at once: nobody else sees or changes anything meanwhile.

Keys behind the prefix: `batches`, a list of numbers whose last is being written; `batch:N`, what it counted by
`kind:owner:day`; `days:N`, its days; `seen:kind:owner:visitor`, when; `online:site`, visitors by when.
"""

# ARGV: prefix, moment, visitor, day, number for a first batch, kind and window of visits; then kind, owner, window
WRITE = """
local prefix, moment, visitor, day = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local batch = redis.call('LINDEX', KEYS[1], -1)
if not batch then
  batch = ARGV[5]
  redis.call('RPUSH', KEYS[1], batch)
end
for i = 8, #ARGV, 3 do
  local kind, owner, window = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2])
  local seen = prefix .. 'seen:' .. kind .. ':' .. owner .. ':' .. visitor
  local last = redis.call('GET', seen)
  redis.call('SET', seen, moment, 'PX', window + 60000)
  if not last or tonumber(moment) - tonumber(last) > window then
    redis.call('HINCRBY', prefix .. 'batch:' .. batch, kind .. ':' .. owner .. ':' .. day, 1)
    redis.call('SADD', prefix .. 'days:' .. batch, day)
  end
  if kind == ARGV[6] then
    local online = prefix .. 'online:' .. owner
    redis.call('ZADD', online, moment, visitor)
    redis.call('ZREMRANGEBYSCORE', online, '-inf', tonumber(moment) - tonumber(ARGV[7]))
    redis.call('PEXPIRE', online, tonumber(ARGV[7]) + 60000)
  end
end
"""

# ARGV: prefix, kind, owners (none: all). Answers batch, owner, day, count, over and over.
READ = """
local prefix, kind, found = ARGV[1], ARGV[2], {}
local function add(batch, owner, day, count)
  found[#found + 1] = batch
  found[#found + 1] = owner
  found[#found + 1] = day
  found[#found + 1] = count
end
for _, batch in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
  local counts = prefix .. 'batch:' .. batch
  if #ARGV == 2 then
    local fields = redis.call('HGETALL', counts)
    for i = 1, #fields, 2 do
      local of, owner, day = string.match(fields[i], '^(%d+):(%d+):(.*)$')
      if of == kind then add(batch, owner, day, fields[i + 1]) end
    end
  else
    for _, day in ipairs(redis.call('SMEMBERS', prefix .. 'days:' .. batch)) do
      for i = 3, #ARGV do
        local count = redis.call('HGET', counts, kind .. ':' .. ARGV[i] .. ':' .. day)
        if count then add(batch, ARGV[i], day, count) end
      end
    end
  end
end
return found
"""

# ARGV: prefix, number for a new batch. Begins it if the last one has counted anything, and answers all before it.
CUT = """
local batch = redis.call('LINDEX', KEYS[1], -1)
if batch and redis.call('EXISTS', ARGV[1] .. 'batch:' .. batch) == 1 then
  redis.call('RPUSH', KEYS[1], ARGV[2])
end
return redis.call('LRANGE', KEYS[1], 0, -2)
"""

# ARGV: prefix, kind, owner
FORGET = """
for _, batch in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
  for _, day in ipairs(redis.call('SMEMBERS', ARGV[1] .. 'days:' .. batch)) do
    redis.call('HDEL', ARGV[1] .. 'batch:' .. batch, ARGV[2] .. ':' .. ARGV[3] .. ':' .. day)
  end
end
"""
