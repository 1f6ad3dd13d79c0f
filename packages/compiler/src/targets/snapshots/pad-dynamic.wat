(module $f_dispatch_0
  (import "env" "memory" (memory 1 65536 shared))
  (func $f_dispatch_0 (export "d0") (param i32 i32 i32 i32 i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (local f32 f32)
    block
      local.get 2 local.get 3 i32.ge_u br_if 0
      loop
        local.get 2 local.get 4 i32.rem_u local.set 8
        local.get 2 local.get 4 i32.div_u local.set 11
        local.get 11 local.get 5 i32.rem_u local.set 9
        local.get 11 local.get 5 i32.div_u local.set 10
        local.get 1 i32.load local.set 12
        local.get 1 i32.load offset=4 local.set 13
        local.get 12 local.set 14
        local.get 13 local.set 12
        local.get 14 i32.const 96 i32.mul local.set 13
        local.get 0 i32.load i32.const 0 i32.add local.set 15
        local.get 12 i32.const 100 i32.mul local.set 13
        local.get 0 i32.load offset=4 i32.const 0 i32.add local.set 16
        local.get 8 i32.const 2048 i32.mul local.set 13
        local.get 4 i32.const 2048 i32.mul local.set 17
        local.get 13 local.tee 18 local.get 12 i32.lt_s if
          loop
            local.get 12 local.get 18 i32.sub local.set 19
            i32.const 2048 local.get 19 i32.const 2048 local.get 19 i32.lt_u select local.set 20
            local.get 18 i32.const 96 i32.mul local.set 19
            local.get 18 i32.const 100 i32.mul local.set 21
            i32.const 0 local.tee 22 local.get 20 i32.lt_s if
              loop
                local.get 18 local.get 22 i32.add local.set 23
                local.get 23 i32.const -1 i32.add local.set 24
                local.get 24 local.get 14 i32.lt_u local.set 23
                local.get 22 i32.const 96 i32.mul local.set 24
                local.get 19 local.get 24 i32.add local.set 25
                local.get 22 i32.const 100 i32.mul local.set 24
                local.get 21 local.get 24 i32.add local.set 26
                i32.const 0 local.tee 24 i32.const 100 i32.lt_s if
                  local.get 15 local.get 25 i32.const 2 i32.shl i32.add i32.const -392 i32.add local.set 27
                  local.get 27 i32.const 0 i32.const 2 i32.shl i32.add local.set 28
                  local.get 16 local.get 26 i32.const 2 i32.shl i32.add local.set 29
                  local.get 29 i32.const 0 i32.const 2 i32.shl i32.add local.set 30
                  local.get 30 i32.const 400 i32.add local.set 31
                  loop
                    local.get 24 i32.const -2 i32.add local.set 32
                    local.get 32 i32.const 96 i32.lt_u local.set 33
                    local.get 23 local.get 33 i32.and i32.const 1 i32.and local.set 32
                    local.get 32 if
                      local.get 28 f32.load local.set 35
                      local.get 35 local.set 34
                    else
                      f32.const 0 local.set 34
                    end
                    local.get 30 local.get 34 f32.store
                    local.get 28 i32.const 4 i32.add local.set 28
                    local.get 30 i32.const 4 i32.add local.set 30
                    local.get 24 i32.const 1 i32.add local.tee 24 i32.const 100 i32.lt_s br_if 0
                  end
                end
                local.get 22 i32.const 1 i32.add local.tee 22 local.get 20 i32.lt_s br_if 0
              end
            end
            local.get 18 local.get 17 i32.add local.tee 18 local.get 12 i32.lt_s br_if 0
          end
        end
        local.get 2 i32.const 1 i32.add local.tee 2 local.get 3 i32.lt_u br_if 0
      end
    end
  ))
