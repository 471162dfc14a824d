-- Opens a document in Neovim with `hegao lsp` beside it, and holds what the editor shows against the report of `hegao check`.
-- Then makes a safe fix as a person would, and waits for its finding to go.

local hegao, folder = vim.env.HEGAO, vim.env.FOLDER
local name = folder .. "/讲话稿.txt"

local function fail(text)
  io.stderr:write("FAILED: " .. text .. "\n")
  vim.cmd("cquit 1")
end

local function wait(what, condition)
  if not vim.wait(20000, condition, 10) then
    fail("waited in vain for " .. what)
  end
end

-- Every finding as one line of text: rule, severity, start and end as line and byte of the line, from 0.
local function line(rule, severity, from_line, from_byte, to_line, to_byte)
  return string.format("%s %d %d:%d-%d:%d", rule, severity, from_line, from_byte, to_line, to_byte)
end

local function rule_of(diagnostic)
  return diagnostic.user_data.lsp.code
end

local function shown()
  local lines = {}
  for _, found in ipairs(vim.diagnostic.get(0)) do
    table.insert(lines, line(rule_of(found), found.severity, found.lnum, found.col, found.end_lnum, found.end_col))
  end
  table.sort(lines)
  return lines
end

local function expected()
  local file = assert(io.open(folder .. "/report.json"))
  local report = vim.fn.json_decode(file:read("*a"))
  file:close()
  local severities = { error = vim.diagnostic.severity.ERROR, warning = vim.diagnostic.severity.WARN, hint = vim.diagnostic.severity.INFO }
  local starts = { 0 }
  for _, text in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, true)) do
    table.insert(starts, starts[#starts] + #text + 1)
  end
  local function place(at)
    return at.line - 1, at.byte - starts[at.line]
  end
  local lines = {}
  for _, found in ipairs(report.files[1].diagnostics) do
    local from_line, from_byte = place(found.location.start)
    local to_line, to_byte = place(found.location["end"])
    table.insert(lines, line(found.rule, severities[found.severity], from_line, from_byte, to_line, to_byte))
  end
  table.sort(lines)
  return lines
end

vim.cmd("edit " .. vim.fn.fnameescape(name))
local client = vim.lsp.start_client({
  name = "hegao",
  cmd = { hegao, "lsp", "--stdio" },
  root_dir = folder,
  init_options = { lang = "zh" },
  on_exit = function(code)
    if code ~= 0 then
      io.stderr:write("the server ended with " .. code .. "\n")
    end
  end,
})
if not client or not vim.lsp.buf_attach_client(0, client) then
  fail("the server did not start")
end
wait("findings", function()
  return #vim.diagnostic.get(0) > 0
end)

local here, there = shown(), expected()
if not vim.deep_equal(here, there) then
  fail("the editor shows\n" .. table.concat(here, "\n") .. "\nand the report has\n" .. table.concat(there, "\n"))
end

local function slips()
  return vim.tbl_filter(function(found)
    return rule_of(found) == "date/jiezhi"
  end, vim.diagnostic.get(0))
end

local before = slips()
if #before == 0 then
  fail("the document has no finding with a safe fix")
end
local slip = before[1]
vim.api.nvim_win_set_cursor(0, { slip.lnum + 1, slip.col })
local offered = {}
vim.ui.select = function(items, _, choose)
  for _, item in ipairs(items) do
    table.insert(offered, item[2].title)
    if item[2].isPreferred then
      return choose(item)
    end
  end
  fail("no safe fix is offered, but: " .. table.concat(offered, ", "))
end
vim.lsp.buf.code_action({ only = { "quickfix" } })
wait("the finding to go", function()
  return #slips() == #before - 1
end)
local text = vim.api.nvim_buf_get_lines(0, slip.lnum, slip.lnum + 1, true)[1]
if text:sub(slip.col + 1, slip.end_col) ~= "截至" then
  fail("the fix made " .. text)
end
io.stdout:write(string.format("neovim: %d findings as in the report, one mended\n", #here))
vim.cmd("quitall!")
